import { hrefOf, place } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { requests, versions } from '../../state/journal.js'
import type { Case } from '../../types.js'
import { similarTo } from './similar-tab.js'

/** The parts of a case. */
export function CaseTabs ({ found }: { found: Case }) {
  const { id } = found
  const { attachments, actions } = documents.value
  const current = place.value.parts[2] ?? 'activity'
  // Reading `requests` redraws the count: `versions` itself is not a signal
  const count = requests.value && versions.of(id).length
  const tabs: readonly { name: string; text: string; count?: number }[] = [
    { name: 'activity', text: 'Activity', count: actions.get(id)?.length ?? 0 },
    { name: 'attachments', text: 'Attachments', count: attachments.get(id)?.length ?? 0 },
    { name: 'versions', text: 'Versions', count },
    { name: 'similar', text: 'Similar', count: similarTo(found).length },
    { name: 'raw', text: 'Raw' },
  ]
  return (
    <nav class='tabs' aria-label='Parts of the case'>
      {tabs.map(({ name, text, count }) => (
        <a
          key={name}
          href={hrefOf(name === 'activity' ? ['cases', id] : ['cases', id, name])}
          aria-current={name === current ? 'page' : undefined}
        >
          {text}
          {count ? <small>{count.toLocaleString('en')}</small> : null}
        </a>
      ))}
    </nav>
  )
}
