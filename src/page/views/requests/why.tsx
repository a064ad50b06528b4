import { describe } from '../../domain/describe.js'
import { laterSuccess, type Explanation } from '../../domain/explain.js'
import { isPlanned } from '../../domain/outcome.js'
import { requests } from '../../state/journal.js'
import { hrefBeside } from '../../state/address.js'
import type { Request } from '../../types.js'

/** The reason a request failed, in one sentence, with evidence. */
export function Why ({ request, explanation }: { request: Request; explanation: Explanation | undefined }) {
  if (!explanation) return null
  const { title, cause, since } = explanation
  const later = laterSuccess(request, requests.value)
  const refused = request.refusedBy && !isPlanned(request)
    ? `Refused by ${request.refusedBy === 'operation' ? 'the operation' : request.refusedBy}: `
    : ''
  return (
    <div class={`why ${describe(request).outcome === 'failed' ? 'failed' : ''}`}>
      <b>{refused ? refused + title.charAt(0).toLowerCase() + title.slice(1) : title}</b>
      <span class='breaks'>{cause}</span>
      {!isPlanned(request) && request.status !== null && ' No fault applied.'}
      {since && <> The newer version is from <a href={hrefBeside(['requests', since.id])}>#{since.id}</a>.</>}
      {later && <> <a href={hrefBeside(['requests', later.id])}>#{later.id}</a> went through.</>}
    </div>
  )
}
