import { useState } from 'preact/hooks'
import { OutcomeBadge } from '../../components/meaning.js'
import { explain, laterSuccess, planWords } from '../../domain/explain.js'
import { isPlanned, outcomeOf } from '../../domain/outcome.js'
import { requests, versions } from '../../state/journal.js'
import type { Request } from '../../types.js'
import { select, selected, troubles } from './selection.js'

const MOST = 3
/** The maximum number of failures shown; the list of requests has the rest. */
const MOST_OPEN = 60

function Card ({ request }: { request: Request }) {
  const explanation = explain(request, versions)
  const later = laterSuccess(request, requests.value)
  return (
    <button type='button' aria-pressed={selected.value === request} onClick={() => select(request)}>
      <OutcomeBadge request={request} />
      <span class='row title'>
        <b class='cut'>{explanation?.title}</b>
        <span class={`tag ${isPlanned(request) ? 'planned' : `unplanned ${outcomeOf(request)}`}`}>{planWords(request)}</span>
        <span class='t3 then nowrap'>#{request.id}</span>
      </span>
      <span class='say'>
        {explanation?.cause}
        {later && <span class='ok nowrap'> #{later.id} went through.</span>}
      </span>
    </button>
  )
}

/** Failures with their cause, whether the test planned them, and whether a retry succeeded. */
export function TroubleStrip () {
  const [isOpen, setOpen] = useState(false)
  const all = troubles.value
  if (all.length === 0) return null
  const rest = all.length - MOST
  return (
    <div class='trouble' role='group' aria-label='What went wrong' tabIndex={isOpen ? 0 : undefined}>
      {all.slice(0, isOpen ? MOST_OPEN : MOST).map(request => <Card key={request.id} request={request} />)}
      {rest > 0 && (
        <button type='button' class='more' onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen ? 'Show three' : `${rest.toLocaleString('en')} more`}
        </button>
      )}
    </div>
  )
}
