import { IconButton } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { OutcomeBadge } from '../../components/meaning.js'
import { casesOf, describe } from '../../domain/describe.js'
import { explain } from '../../domain/explain.js'
import { colorOf, outcomeOf } from '../../domain/outcome.js'
import { milliseconds, timeOfDay } from '../../domain/time.js'
import { count, shortPath } from '../../domain/words.js'
import { hrefOf } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { requests, versions } from '../../state/journal.js'
import type { Request } from '../../types.js'
import { Bodies } from '../requests/bodies.js'
import { CopyAs } from '../requests/copy-as.js'
import { Why } from '../requests/why.js'
import { chainOf, type Step } from './chain.js'
import { select } from './selection.js'

function ChainStep ({ step, current }: { step: Step; current: Request }) {
  if ('folded' in step) return <li class='folded'><i>…</i><small>{count(step.folded, 'more change')}</small></li>
  const { request, version } = step
  const { changes, say } = describe(request)
  const color = request === current || outcomeOf(request) !== 'done' ? colorOf(outcomeOf(request)) : ''
  return (
    <li>
      <i class={color}><Icon name={outcomeOf(request) === 'done' ? (changes[0]?.icon ?? 'edit') : 'x'} small /></i>
      <span class='step'>
        <span class='cut'>{say}</span>
        {version && <code class='t3'>{version}</code>}
      </span>
      <button
        type='button'
        class='linelike t3'
        aria-label={`Select #${request.id}`}
        aria-pressed={request === current}
        onClick={() => select(request)}
      >
        #{request.id}
      </button>
    </li>
  )
}

function Chain ({ request }: { request: Request }) {
  const steps = chainOf(request, requests.value, versions)
  if (steps.length < 2) return null
  return (
    <section>
      <h2 class='cap'>How it happened</h2>
      <ol class='chain'>
        {steps.map(step => <ChainStep key={'folded' in step ? 'folded' : step.request.id} step={step} current={request} />)}
      </ol>
    </section>
  )
}

/** The selected event: why it failed, what led to it and what was sent. */
export function TimelinePanel ({ request }: { request: Request }) {
  const { id, at, duration, method, path } = request
  const explanation = explain(request, versions)
  const found = documents.value.cases.get(casesOf(request)[0] ?? '')
  return (
    <aside class='panel request' aria-label={`Selected: request ${id}`} tabIndex={0}>
      <section class='stack'>
        <div class='row top-line'>
          <OutcomeBadge request={request} />
          <h2 class='grow breaks'>{explanation?.title ?? describe(request).say}</h2>
          <span class='t3'>#{id}</span>
          <IconButton icon='x' label='Close the event' small onClick={() => select(undefined)} />
        </div>
        <p class='mono t2 breaks'>{method} {shortPath(path)}</p>
        <Why request={request} explanation={explanation} />
        {found && <p class='row'><Icon name='cases' /><a class='cut' href={hrefOf(['cases', found.id])}>{found.title}</a></p>}
        <div class='row'><a class='btn primary' href={hrefOf(['requests', id])}>Open request</a></div>
        <CopyAs request={request} />
      </section>
      <Chain request={request} />
      <section class='when'>
        <h2 class='cap'>Sent at {timeOfDay(at, 3)}{duration !== null && `, answered in ${milliseconds(duration)} ms`}</h2>
      </section>
      <Bodies request={request} />
    </aside>
  )
}
