import { Icon } from '../../components/icon.js'
import { checksOf, type Check } from '../../domain/checks.js'
import type { Request } from '../../types.js'

const CLASSES: Readonly<Record<Check['state'], string>> = { passed: '', refused: 'no', 'not reached': 'later' }

/** Kibana's checks in order, with the one that refused the request. */
export function CheckLadder ({ request }: { request: Request }) {
  const checks = checksOf(request)
  if (checks.length === 0) return null
  return (
    <ol class='ladder' aria-label="Checks, in Kibana's order">
      {checks.map(({ name, state }) => (
        <li key={name} class={CLASSES[state]}>
          {state !== 'not reached' && <Icon name={state === 'passed' ? 'check' : 'x'} />}
          {name}
          <span class='sr'> {state}</span>
        </li>
      ))}
    </ol>
  )
}
