import { IconButton } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { failureWords } from '../../domain/rule-words.js'
import { removeRule, targetOf } from '../../state/rules.js'
import { failures } from '../../state/server.js'
import { PlanButton } from './plan-failure.js'

/** The failures planned for the next pushes, with a button to plan one. */
export function PlannedFailures () {
  const all = failures.value
  return (
    <section aria-label='Planned failures'>
      <p class='cap'>Planned failures<span class='grow' />{all.length || ''}</p>
      <ul>
        {all.map(failure => (
          <li key={failure.id} class='row failure'>
            <Icon name='bolt' />
            <span class='grow breaks' title={failure.id}>{targetOf(failure)}: {failureWords(failure)}</span>
            <span class='t3'>
              {failure.times === undefined ? `${failure.hits} so far` : `${failure.hits} of ${failure.times}`}
            </span>
            <IconButton icon='trash' label={`Remove ${failure.id}`} small onClick={() => removeRule('failures', failure)} />
          </li>
        ))}
      </ul>
      <div class='note'><PlanButton /></div>
    </section>
  )
}
