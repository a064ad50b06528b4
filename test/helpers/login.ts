import type { Page } from 'playwright-core'

/** Two users: one may do everything, one works in the space `soc`. */
export const SECURITY = {
  users: {
    ann: { password: 'secret-of-ann', roles: ['superuser'], full_name: 'Ann Lee' },
    'soar-bot': { password: 'secret-of-bot', roles: ['soc'] },
  },
  roles: { soc: { kibana: [{ spaces: ['soc'], feature: { generalCasesV3: ['all'] } }] } },
}

/** Fills the form of the login page, and submits it. */
export const signIn = async (page: Page, username: string, password: string) => {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
