import { Icon } from '../../components/icon.js'
import { nearRules } from '../../domain/near-rules.js'
import { ruleWords } from '../../domain/rule-words.js'
import { faults } from '../../state/server.js'
import type { Request } from '../../types.js'

const fitWords = (fits: readonly string[]) =>
  fits.length === 0 ? '' : `${fits.join(' and ')} ${fits.length === 1 ? 'matches' : 'match'}`

/** The faults that nearly applied to this request, and why they did not. */
export function NearRules ({ request }: { request: Request }) {
  const near = nearRules(request, faults.value)
  if (near.length === 0) return null
  return (
    <section>
      <h2 class='cap'>Faults that nearly applied</h2>
      <ul class='stack'>
        {near.map(({ rule, fits, miss }) => (
          <li key={rule.id} class='row near'>
            <Icon name='bolt' />
            <div class='grow breaks'>
              <b>{rule.id}</b> <span class='t3'>{ruleWords(rule)}</span>
              <br />
              <span class='t2'>
                {miss
                  ? [fitWords(fits), miss].filter(Boolean).join('; ')
                  : 'Everything matches: it was added later, applied to another request first, or left it to chance'}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
