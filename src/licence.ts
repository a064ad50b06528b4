/** Licence types from the smallest to the largest; a trial has everything. */
export const LICENSES = ['basic', 'standard', 'gold', 'platinum', 'enterprise', 'trial'] as const
export type License = typeof LICENSES[number]

/** Whether a licence includes what `minimum` brings. */
export function licenseCovers (license: License, minimum: License): boolean {
  return LICENSES.indexOf(license) >= LICENSES.indexOf(minimum)
}
