import { Icon } from '../components/icon.js'
import { view } from '../state/address.js'
import { documents } from '../state/documents.js'
import { requests, trouble } from '../state/journal.js'
import { failures, faults, stubs } from '../state/server.js'
import { BEHIND_MORE, hrefOfView, TABS, VIEW_LINKS } from './views.js'

function Count ({ name }: { name: string }) {
  const { cases, incidents } = documents.value
  if (name === 'requests') {
    return (
      <>
        {trouble.value.length > 0 && (
          <>
            <span class='failed'>{trouble.value.length}</span> /{' '}
          </>
        )}
        {requests.value.length || ''}
      </>
    )
  }
  const counts: Record<string, number> = {
    cases: cases.size,
    systems: incidents.length,
    faults: faults.value.length + failures.value.length + stubs.value.length,
  }
  return <>{counts[name] ? counts[name].toLocaleString('en') : ''}</>
}

export function Navigation () {
  return (
    <nav class='nav' aria-label='Views'>
      {VIEW_LINKS.map(({ name, title, icon }) => (
        <a
          key={name}
          class={name === 'control' ? 'apart' : ''}
          href={hrefOfView(name)}
          aria-current={view.value === name ? 'page' : undefined}
          title={title}
        >
          <Icon name={icon} />
          <span>{title}</span>
          <span class='count'>
            <Count name={name} />
          </span>
        </a>
      ))}
      <div class='foot'>
        {documents.value.license && (
          <>
            {documents.value.license} license
            <br />
          </>
        )}
        {documents.value.spaces.length > 1 ? `${documents.value.spaces.length} spaces` : 'space default'}
      </div>
    </nav>
  )
}

/** On phones: four views, and a page with the others. */
export function TabBar () {
  const tabs = [...TABS, { name: 'more', short: 'More', icon: 'dots' as const }]
  const isMore = BEHIND_MORE.some(({ name }) => name === view.value)
  return (
    <nav class='tabbar' aria-label='Views'>
      {tabs.map(({ name, short, icon }) => (
        <a key={name} href={hrefOfView(name)} aria-current={view.value === name || (name === 'more' && isMore) ? 'page' : undefined}>
          <Icon name={icon} />
          {short}
        </a>
      ))}
    </nav>
  )
}
