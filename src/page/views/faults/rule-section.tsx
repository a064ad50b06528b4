import type { ComponentChildren } from 'preact'
import { IconButton } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { count } from '../../domain/words.js'
import { hrefOf } from '../../state/address.js'
import { hits, left, removeRule, rules, type AnyRule, type RuleKind } from '../../state/rules.js'
import type { Request } from '../../types.js'
import { KINDS, rowOf } from './kinds.js'
import { usedUp, type UsedUp } from './used-up.js'

/** The number of requests that a row links to. */
const MOST = 3

const Hits = ({ number, requests }: { number: number; requests: readonly Request[] }) => (
  <span class='hits'>
    <b>{number.toLocaleString('en')}</b>
    {requests.slice(0, MOST).map(({ id }) => <a key={id} href={hrefOf(['requests', id])}>#{id}</a>)}
  </span>
)

function Row ({ id, meets, does, number, requests, left, actions, isGone = false }: {
  id: string
  meets: ComponentChildren
  does: ComponentChildren
  number: number
  requests: readonly Request[]
  left: ComponentChildren
  actions?: ComponentChildren
  isGone?: boolean
}) {
  return (
    <tr class={isGone ? 'gone' : ''}>
      <td><b title={id}>{id}</b></td>
      <td class='meets'>{meets}</td>
      <td class='does'>{does}</td>
      <td class='num'><Hits number={number} requests={requests} /></td>
      <td class='num t2'>{left}</td>
      <td><span class='acts'>{actions}</span></td>
    </tr>
  )
}

function InUse ({ kind, rule }: { kind: RuleKind; rule: AnyRule }) {
  const rest = left(rule)
  const { id } = rule
  const { meets, does } = rowOf(kind, rule)
  return (
    <Row
      id={id}
      meets={<code title={meets}>{meets}</code>}
      does={does}
      number={rule.hits}
      requests={hits.value[kind].get(id) ?? []}
      left={rest === undefined ? 'no limit' : `${rest} left`}
      actions={(
        <>
          <a
            class='iconbtn sm'
            href={hrefOf(['faults', 'new'], { kind, like: id })}
            aria-label={`Another like ${id}`}
            title={`Another like ${id}`}
          >
            <Icon name='copy' />
          </a>
          <IconButton icon='trash' label={`Remove ${id}`} small onClick={() => removeRule(kind, rule)} />
        </>
      )}
    />
  )
}

const Gone = ({ id, meets, does, requests }: UsedUp) => (
  <Row
    id={id}
    meets={<code title={meets}>{meets}</code>}
    does={does}
    number={requests.length}
    requests={requests}
    left='gone'
    isGone
  />
)

/** The rules of one kind, active ones first, with the requests they applied to. */
export function RuleSection ({ kind }: { kind: RuleKind }) {
  const { title, one, note, nothing } = KINDS[kind]
  const all = rules.value[kind]
  const gone = usedUp(kind)
  return (
    <section aria-label={title} class='rules'>
      <div class='row wrap'>
        <h2>{title}</h2>
        {all.length > 0 && <span class='t3'>{count(all.length, one)}</span>}
        <span class='grow' />
        <span class='t3 wide'>{note}</span>
      </div>
      {all.length + gone.length === 0
        ? <p class='t3 pad'>{nothing} <a href={hrefOf(['faults', 'new'], { kind })}>Add a {one}</a></p>
        : (
          <table class='fixed' aria-label={`${title}: ${one}s`}>
            <thead>
              <tr>
                <th scope='col' class='name'>Name</th>
                <th scope='col'>Applies to</th>
                <th scope='col' class='answer'>Effect</th>
                <th scope='col' class='num met'>Hits</th>
                <th scope='col' class='num rest'>Left</th>
                <th scope='col' class='do'><span class='sr'>Actions</span></th>
              </tr>
            </thead>
            <tbody>
              {all.map(rule => <InUse key={rule.id} kind={kind} rule={rule} />)}
              {gone.map(row => <Gone key={`gone ${row.id}`} {...row} />)}
            </tbody>
          </table>
          )}
    </section>
  )
}
