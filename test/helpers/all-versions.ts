import { RELEASES } from '../../src/versions/cuts.js'
import { Version } from '../../src/versions/version.js'

/** One `Version` for each release, in the order of `RELEASES`. */
export const allVersions = (): Version[] => RELEASES.map(({ name }) => new Version(name.split('.').length === 2 ? `${name}.0` : name))
