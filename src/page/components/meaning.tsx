import { colorOf, isPlanned, outcomeOf } from '../domain/outcome.js'
import { capital, initials, STATUS_WORDS } from '../domain/words.js'
import type { Request } from '../types.js'
import { Icon } from './icon.js'

/** The outcome of a request: its colored status, with a bolt if the test planned it. */
export function OutcomeBadge ({ request }: { request: Request }) {
  const outcome = outcomeOf(request)
  return (
    <span class={`out ${colorOf(outcome)}`}>
      {isPlanned(request) && (
        <>
          <Icon name='bolt' />
          <span class='sr'>planned, </span>
        </>
      )}
      {request.status ?? (outcome === 'waiting' ? '…' : 'cut')}
      <span class='sr'> {outcome}</span>
    </span>
  )
}

export const Method = ({ name }: { name: string }) => <span class={`m ${name === 'GET' || name === 'HEAD' ? 'get' : ''}`}>{name}</span>

export const Status = ({ status }: { status: string }) => <span class={`st ${status}`}>{STATUS_WORDS[status] ?? status}</span>

export const Severity = ({ severity }: { severity: string }) => (
  <span class={`sev ${severity}`}>
    <i aria-hidden='true'>
      <b />
      <b />
      <b />
      <b />
    </i>
    {capital(severity)}
  </span>
)

/** A user's avatar with initials. */
export const Avatar = ({ name }: { name: string }) => (
  <span class='avatar' title={name} role='img' aria-label={name}>
    {initials(name)}
  </span>
)
