import { packageVersion } from '../input/package-file.js'

/** The published image of the installed release. */
export const imageOfRelease = (): string => `ghcr.io/kibana-cases-mock/kibana-cases-mock:${packageVersion()}`
