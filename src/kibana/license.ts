import { printChoice, printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'

/** License types from the smallest to the largest; a trial has everything. */
export const LICENSES = ['basic', 'standard', 'gold', 'platinum', 'enterprise', 'trial'] as const
export type License = typeof LICENSES[number]

/** Whether a license includes what `minimum` brings. */
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
