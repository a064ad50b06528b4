import { Icon } from '../../components/icon.js'
import { longTime } from '../../domain/time.js'
import { plannedBy } from '../../domain/outcome.js'
import { hrefOf } from '../../state/address.js'
import { connectorName, titleOf } from '../../state/case-facts.js'
import { requestOf } from '../../state/systems.js'
import type { RefusedPush } from '../../types.js'
import { Pushes } from './pushes.js'

/** A push that failed before it created a record: the reason and every call. */
export function RefusedPage ({ push }: { push: RefusedPush }) {
  const { connectorId, caseId, at, error } = push
  const request = requestOf(push)
  const plan = request && plannedBy(request)
  return (
    <>
      <div class='pad stack'>
        <a class='phone row' href='#/systems'><Icon name='back' />External systems</a>
        <div class='row'><span class='tag'>{connectorName(connectorId)}</span><time class='t3' dateTime={at}>{longTime(at)}</time></div>
        <div class='why failed stack'>
          <b>The push failed, and no record was created</b>
          <p class='breaks'>{error}</p>
          {plan && <p><span class='tag planned'><Icon name='bolt' />planned · {plan}</span></p>}
        </div>
        <dl class='kv'>
          {caseId !== null && <><dt>Case</dt><dd><a href={hrefOf(['cases', caseId])}>{titleOf(caseId) ?? caseId}</a></dd></>}
          {request && <><dt>Request</dt><dd><a href={hrefOf(['requests', request.id])}>#{request.id}</a></dd></>}
        </dl>
      </div>
      <Pushes calls={[push]} connectorId={connectorId} name={connectorName(connectorId)} />
    </>
  )
}
