import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../../components/icon.js'
import { Markdown } from '../../components/markdown.js'
import { Moment } from '../../components/moment.js'
import { wordsOf } from '../../domain/action-words.js'
import { describe } from '../../domain/describe.js'
import { colorOf, plannedBy } from '../../domain/outcome.js'
import { personName } from '../../domain/words.js'
import { hrefOf } from '../../state/address.js'
import { nameOf } from '../../state/case-facts.js'
import type { Action, Request } from '../../types.js'

interface ItemProps {
  readonly icon: IconName
  readonly color?: string
  readonly at: string
  readonly request: Request | undefined
  readonly children: ComponentChildren
}

function Item ({ icon, color = '', at, request, children }: ItemProps) {
  return (
    <li>
      <i class={color}><Icon name={icon} /></i>
      <div>{children}</div>
      <span class='row when'>
        <Moment at={at} />
        {request ? <a class='t3' href={hrefOf(['requests', request.id])}>#{request.id}</a> : <span class='none' />}
      </span>
    </li>
  )
}

/** A step of the activity. */
export function ActionItem ({ action, request }: { action: Action; request: Request | undefined }) {
  const { icon, say, what, comment } = wordsOf(action, nameOf)
  return (
    <Item icon={icon} at={action.created_at} request={request}>
      <b>{personName(action.created_by)}</b> <span class='t2'>{say}{what ? <> <b>{what}</b></> : null}</span>
      {comment && <div class='bubble'><Markdown text={comment} /></div>}
    </Item>
  )
}

/** A change that Kibana refused, or that failed. */
export function RefusedItem ({ request }: { request: Request }) {
  const { outcome, say } = describe(request)
  const plan = plannedBy(request)
  return (
    <Item icon='x' color={colorOf(outcome)} at={request.at} request={request}>
      {request.user && <b>{request.user} </b>}
      <span class={colorOf(outcome)}>{request.status === null ? '' : `${request.status}: `}{say}</span>
      {plan && <> <span class='tag planned'><Icon name='bolt' />planned · {plan}</span></>}
    </Item>
  )
}
