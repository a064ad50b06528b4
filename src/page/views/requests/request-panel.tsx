import { PAGE_HEADER } from '../../api.js'
import { Empty } from '../../components/layout.js'
import { IconButton } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { OutcomeBadge } from '../../components/meaning.js'
import { explain } from '../../domain/explain.js'
import { milliseconds, timeOfDay } from '../../domain/time.js'
import { casesOf } from '../../domain/describe.js'
import { hrefBeside, hrefOf, showBeside } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { versions } from '../../state/journal.js'
import { isPhone } from '../../state/screen.js'
import type { Request } from '../../types.js'
import { Bodies } from './bodies.js'
import { CheckLadder } from './check-ladder.js'
import { CopyAs } from './copy-as.js'
import { NearRules } from './near-rules.js'
import { Why } from './why.js'

const BackToList = () => (
  <a class='row t2 back' href={hrefBeside(['requests'])}>
    <Icon name='back' />
    Requests
  </a>
)

function Facts ({ request: { id, at, duration, user, space, headers } }: { request: Request }) {
  const agent = headers['user-agent']
  return (
    <p class='row wrap t3 facts'>
      <span>#{id}</span>
      <time dateTime={at}>{timeOfDay(at, 3)}</time>
      {duration !== null && <span>{milliseconds(duration)} ms</span>}
      <span>{user ?? 'no user'}</span>
      <span>space {space}</span>
      {agent && <span class='breaks'>{String(agent)}</span>}
      {headers[PAGE_HEADER] && <span class='tag'>made by the page</span>}
    </p>
  )
}

function CaseLinks ({ request }: { request: Request }) {
  const known = [...new Set(casesOf(request))].flatMap(id => documents.value.cases.get(id) ?? [])
  if (known.length === 0) return null
  return (
    <ul aria-label='Cases of this request' class='plain'>
      {known.slice(0, 5).map(({ id, title }) => (
        <li key={id} class='row'><Icon name='cases' /><a class='cut' href={hrefOf(['cases', id])}>{title}</a></li>
      ))}
    </ul>
  )
}

/** One request in full: outcome, reason, request, response and actions. */
export function RequestPanel ({ request }: { request: Request }) {
  const { id, method, path } = request
  const Title = isPhone.value ? 'h1' : 'h2'
  return (
    <aside class='panel request' aria-label={`Request ${id}`} tabIndex={0}>
      <section class='stack'>
        {isPhone.value && <BackToList />}
        <div class='row top-line'>
          <Title class='mono breaks grow'>{method} {path}</Title>
          <OutcomeBadge request={request} />
          {!isPhone.value && <IconButton icon='x' label='Close the request' small onClick={() => showBeside(['requests'])} />}
        </div>
        <Facts request={request} />
        <Why request={request} explanation={explain(request, versions)} />
        <CheckLadder request={request} />
        <CaseLinks request={request} />
        <CopyAs request={request} />
      </section>
      <Bodies request={request} />
      <NearRules request={request} />
    </aside>
  )
}

/** Shown for a request that is not in the log. */
export function RequestGone ({ id }: { id: string }) {
  return (
    <aside class='panel request' aria-label={`Request ${id}`}>
      <section class='stack'>
        <BackToList />
        {isPhone.value && <h1>Request #{id}</h1>}
        <Empty icon='requests' title={`The log has no request #${id}`}>
          <p>The server was reset or restarted, or the log was full: the option requestLog sets its size.</p>
        </Empty>
      </section>
    </aside>
  )
}
