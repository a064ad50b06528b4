import { Empty } from '../../components/layout.js'
import { place } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { requests, versions } from '../../state/journal.js'
import type { Case } from '../../types.js'
import { VersionDiff } from './version-diff.js'
import { VersionTable } from './version-table.js'

/** The versions of a case, with the differences between any two. */
export function VersionsTab ({ found }: { found: Case }) {
  // Reading both signals redraws the tab: `versions` itself is not a signal
  const all = requests.value && documents.value ? versions.of(found.id) : []
  const asked = (name: string) => {
    const text = place.value.query.get(name)
    return text === null ? undefined : all.find(({ number }) => number === Number(text))
  }
  const to = asked('to') ?? all.at(-1)
  const from = asked('from') ?? all[all.findIndex(version => version === to) - 1] ?? all[0]
  if (all.length < 2 || from === undefined || to === undefined) {
    return (
      <div class='body'>
        <Empty icon='branch' title='One version so far'><p>Change the case to compare its versions.</p></Empty>
      </div>
    )
  }
  return (
    <div class='split with-versions'>
      <div class='versions'>
        <VersionTable caseId={found.id} versions={all} from={from.number} to={to.number} />
        <p class='pad t3'>The numbers are Kibana’s <code>version</code>, decoded: <code>WzEwLDFd</code> is [10,1].</p>
      </div>
      <div class='pad stack'>
        <VersionDiff versions={all} from={from} to={to} />
        <p class='t3'>Comments and alerts have their own versions, shown under Attachments.</p>
      </div>
    </div>
  )
}
