import type { IconName } from '../components/icon.js'

interface ViewLink {
  readonly name: string
  readonly title: string
  readonly short: string
  readonly icon: IconName
  readonly key: string
}

/** The views, in the order of the navigation. */
export const VIEW_LINKS: readonly ViewLink[] = [
  { name: 'timeline', title: 'Timeline', short: 'Timeline', icon: 'timeline', key: 't' },
  { name: 'cases', title: 'Cases', short: 'Cases', icon: 'cases', key: 'c' },
  { name: 'systems', title: 'External systems', short: 'Systems', icon: 'systems', key: 's' },
  { name: 'requests', title: 'Requests', short: 'Requests', icon: 'requests', key: 'r' },
  { name: 'faults', title: 'Faults', short: 'Faults', icon: 'bolt', key: 'f' },
  { name: 'control', title: 'Clock and state', short: 'Clock', icon: 'clock', key: 'k' },
  { name: 'routes', title: 'Routes', short: 'Routes', icon: 'routes', key: 'o' },
]

/** On phones: the views with a tab of their own, and those on a page behind the last tab. */
export const [TABS, BEHIND_MORE] = [VIEW_LINKS.slice(0, 4), VIEW_LINKS.slice(4)]

/** The titles by the name of the view. */
export const TITLES: ReadonlyMap<string, string> = new Map([
  ...VIEW_LINKS.map(({ name, title }) => [name, title] as const),
  ['more', 'More'],
])

/** The address of a view. */
export const hrefOfView = (name: string) => (name === 'timeline' ? '#/' : `#/${name}`)
