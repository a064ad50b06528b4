import { Empty } from '../../components/layout.js'
import { Severity, Status } from '../../components/meaning.js'
import { observableType } from '../../domain/observable-types.js'
import { hrefOf } from '../../state/address.js'
import { configurationOf } from '../../state/case-facts.js'
import { documents } from '../../state/documents.js'
import type { Case } from '../../types.js'

type Observable = Case['observables'][number]
const keyOf = ({ typeKey, value }: Observable) => `${typeKey} ${value}`

/** The cases of the same owner and space that share an observable, as Kibana finds them. */
export function similarTo ({ id, space, owner, observables }: Case): { found: Case; shared: Observable[] }[] {
  if (observables.length === 0) return []
  const keys = new Set(observables.map(keyOf))
  return [...documents.value.cases.values()]
    .filter(other => other.id !== id && other.space === space && other.owner === owner)
    .map(found => ({ found, shared: found.observables.filter(observable => keys.has(keyOf(observable))) }))
    .filter(({ shared }) => shared.length > 0)
}

/** The cases that share an observable with this one. */
export function SimilarTab ({ found }: { found: Case }) {
  const similar = similarTo(found)
  const configuration = configurationOf(found)
  if (similar.length === 0) {
    return (
      <div class='body'>
        <Empty icon='cases' title='No case shares an observable with this one'>
          <p>{found.observables.length === 0
            ? 'It has no observables yet.'
            : 'Add one of its observables to another case to see that case here.'}
          </p>
        </Empty>
      </div>
    )
  }
  return (
    <div class='body'>
      <ul class='list' aria-label='Similar cases'>
        {similar.map(({ found: other, shared }) => (
          <li key={other.id}>
            <a href={hrefOf(['cases', other.id])}>
              <span class='row'>
                <b class='cut grow'>{other.title}</b>
                <Status status={other.status} />
                <Severity severity={other.severity} />
              </span>
              <span class='row wrap t2'>
                {shared.map(({ id, typeKey, value }) => (
                  <span key={id} class='row'>
                    <span class='tag'>{observableType(typeKey, configuration)}</span>
                    <code class='cut'>{value}</code>
                  </span>
                ))}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
