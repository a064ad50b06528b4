import { Icon } from '../../components/icon.js'
import { Json } from '../../components/json.js'
import { Method } from '../../components/meaning.js'
import { plannedBy } from '../../domain/outcome.js'
import { timeOfDay } from '../../domain/time.js'
import { count } from '../../domain/words.js'
import { hrefOf } from '../../state/address.js'
import { requestOf } from '../../state/systems.js'
import type { IncidentCall } from '../../types.js'
import { PlanButton } from './plan-failure.js'

type Delivered = IncidentCall['requests'][number]

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url)
const colorOf = (status: number | null) => (status !== null && status < 400 ? 'ok' : 'failed')

function Delivery ({ request: { method, url, body, status, answer } }: { request: Delivered }) {
  return (
    <li>
      <details>
        <summary class='row'>
          <Method name={method} />
          <code class='cut grow t2' title={url}>{pathOf(url)}</code>
          <span class={`out ${colorOf(status)}`}>{status ?? 'none'}</span>
        </summary>
        <div class='stack'>
          <p class='mono t3 breaks'>{url}</p>
          {body !== undefined && <><h3 class='cap'>Payload</h3><Json value={body} label='Payload' width={46} /></>}
          <h3 class='cap'>Answer</h3>
          {answer === null || answer === ''
            ? <p class='t3'>{status === null ? 'There was no answer' : 'No body'}</p>
            : <Json value={answer} label='Answer' width={46} />}
        </div>
      </details>
    </li>
  )
}

function Push ({ call }: { call: IncidentCall }) {
  const { action, at, error, requests } = call
  const request = requestOf(call)
  const plan = request && plannedBy(request)
  const done = action === 'create' ? 'created' : 'updated'
  return (
    <section class='push' aria-label={`Push, ${timeOfDay(at, 3)}`}>
      <p class='cap row'>
        <Icon name={error === null ? 'push' : 'x'} small />
        <span class={error === null ? '' : 'failed'}>
          Push {request && <a href={hrefOf(['requests', request.id])}>#{request.id}</a>} {error === null ? done : 'failed'}
        </span>
        {plan && <span class='tag planned'><Icon name='bolt' />{plan}</span>}
        <span class='grow' />
        <time dateTime={at}>{timeOfDay(at, 3)}</time>
      </p>
      {error !== null && <p class='failed breaks error'>{error}</p>}
      <ol class='calls'>{requests.map((request, index) => <Delivery key={index} request={request} />)}</ol>
    </section>
  )
}

/** Every push to a record, with each call, its payload and its answer. */
export function Pushes ({ calls, connectorId, name }: { calls: readonly IncidentCall[]; connectorId: string; name: string }) {
  const number = calls.reduce((sum, { requests }) => sum + requests.length, 0)
  const hits = calls.filter(call => { const request = requestOf(call); return request && plannedBy(request) }).length
  return (
    <aside class='panel pushes' aria-label='Calls'>
      <div class='head'><h2>{count(number, 'call')}</h2><span class='t3'>in {count(calls.length, 'push', 'pushes')}</span></div>
      {calls.map((call, index) => <Push key={index} call={call} />)}
      <div class='pad stack'>
        {hits === 0 && <p class='t3'>No planned failure hit {name}.</p>}
        <div><PlanButton connectorId={connectorId} text='Plan a failure for the next push' /></div>
      </div>
    </aside>
  )
}
