import { Icon } from '../../components/icon.js'
import { wouldMeet } from '../../domain/near-rules.js'
import { count } from '../../domain/words.js'
import { hrefOf } from '../../state/address.js'
import { requests } from '../../state/journal.js'
import type { Rule } from '../../types.js'

/** The number of requests to link to. */
const MOST = 5

/** Logged requests to which a fault would have applied. */
export function WouldMeet ({ match }: { match: NonNullable<Rule['match']> }) {
  const all = requests.value
  if (all.length === 0) return null
  const every = count(all.length, 'request')
  const met = all.filter(request => wouldMeet(match, request))
  return (
    <p class='row wrap would-meet' aria-live='polite'>
      {met.length > 0
        ? <span class='ok row'><Icon name='check' small />Would have applied to {met.length.toLocaleString('en')} of {every}</span>
        : <span class='t3'>Would have applied to none of {every}</span>}
      {met.slice(-MOST).map(({ id }) => <a key={id} href={hrefOf(['requests', id])}>#{id}</a>)}
    </p>
  )
}
