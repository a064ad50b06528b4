import { printChoice, printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'

/** License types, lowest first; a trial includes everything. */
export const LICENSES = ['basic', 'standard', 'gold', 'platinum', 'enterprise', 'trial'] as const
export type License = typeof LICENSES[number]

/** True if a license includes the features of `minimum`. */
export function licenseCovers (license: License, minimum: License): boolean {
  return LICENSES.indexOf(license) >= LICENSES.indexOf(minimum)
}

/**
 * Changes the license of an instance, from the next request on.
 * @throws InvalidInput for an unknown license
 */
export function setLicense (kibana: { license: License }, license: License): void {
  if (!LICENSES.includes(license)) throw new InvalidInput('license', printChoice(LICENSES), printValue(license))
  kibana.license = license
}
