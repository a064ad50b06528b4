import { useMemo, useState } from 'preact/hooks'
import { Button } from '../../components/button.js'
import { Segmented } from '../../components/layout.js'
import { place, setQuery } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { requests } from '../../state/journal.js'
import type { Case } from '../../types.js'
import { ActionItem, RefusedItem } from './activity-item.js'
import { activityOf, type Happening } from './activity-of.js'

const KINDS = [{ value: 'all', text: 'All' }, { value: 'comments', text: 'Comments' }, { value: 'changes', text: 'Changes' }] as const

const isComment = (happening: Happening) => happening.kind === 'action' && happening.action.type === 'comment'

/** The number of steps drawn at first. */
const MOST = 200

/** The steps of a case and the changes that were refused, the oldest first. */
export function Activity ({ found }: { found: Case }) {
  const [isWhole, setWhole] = useState(false)
  const actions = documents.value.actions.get(found.id)
  const all = useMemo(() => activityOf(found.id, actions ?? [], requests.value), [found.id, actions, requests.value])
  const kind = KINDS.find(({ value }) => value === place.value.query.get('show'))?.value ?? 'all'
  const shown = kind === 'all' ? all : all.filter(happening => isComment(happening) === (kind === 'comments'))
  const hidden = isWhole ? 0 : Math.max(0, shown.length - MOST)
  return (
    <section aria-label='Activity'>
      <div class='row section-head'>
        <h2>Activity</h2>
        <span class='grow' />
        <span class='t3 wide'>including refused requests</span>
        <Segmented
          label='Show'
          value={kind}
          options={KINDS}
          onChoose={value => setQuery({ show: value === 'all' ? null : value })}
        />
      </div>
      {hidden > 0 && <Button kind='plain' icon='up' onClick={() => setWhole(true)}>Show {hidden.toLocaleString('en')} earlier</Button>}
      <ol class='act'>
        {shown.slice(hidden).map(happening => happening.kind === 'action'
          ? <ActionItem key={happening.key} action={happening.action} request={happening.request} />
          : <RefusedItem key={happening.key} request={happening.request} />)}
      </ol>
      {shown.length === 0 && <p class='t3'>{kind === 'comments' ? 'No comments yet.' : 'Nothing has happened to this case yet.'}</p>}
    </section>
  )
}
