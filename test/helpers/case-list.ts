import type { Page } from 'playwright-core'

const SEED = {
  spaces: [{ id: 'soc', name: 'SOC' }],
  cases: [
    {
      id: 'phish',
      title: 'Phishing: Invoice 4471',
      description: 'A mail of acme-billing.example',
      severity: 'critical',
      tags: ['mail'],
      owner: 'securitySolution',
      updated_at: '2025-05-04T00:00:00.000Z',
    },
    {
      id: 'usb',
      title: 'USB mass storage',
      status: 'in-progress',
      severity: 'low',
      tags: ['endpoint'],
      owner: 'securitySolution',
      updated_at: '2025-05-03T00:00:00.000Z',
    },
    {
      id: 'slo',
      title: 'Checkout latency',
      status: 'closed',
      severity: 'medium',
      tags: ['slo', 'mail'],
      owner: 'observability',
      updated_at:
      '2025-05-02T00:00:00.000Z',
    },
    {
      id: 'tls',
      title: 'Certificate ends',
      severity: 'high',
      space: 'soc',
      assignees: [{ uid: 'u_ana' }],
      owner: 'cases',
      updated_at:
      '2025-05-01T00:00:00.000Z',
    },
  ],
} as const

/** Four cases that differ in status, severity, owner and space: a seed. */
export const seeded = () => structuredClone(SEED) as never
/** Titles in the list of cases, from top to bottom. */
export const titles = (page: Page) => page.locator('table.cases a.title').allInnerTexts()
/** The part of the URL that names the view. */
export const hash = (page: Page) => page.evaluate<string>('location.hash')
/** Waits until the list has this many cases. */
export const shows = async (page: Page, count: number) => {
  const links = page.locator('table.cases a.title')
  await links.nth(count).waitFor({ state: 'detached' })
  await links.nth(count - 1).waitFor()
}
