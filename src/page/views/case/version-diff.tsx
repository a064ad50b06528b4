import { Segmented } from '../../components/layout.js'
import { differences, isSame } from '../../domain/diff.js'
import { span } from '../../domain/time.js'
import type { CaseVersion } from '../../domain/versions.js'
import { count } from '../../domain/words.js'
import { place, setQuery } from '../../state/address.js'

/** The requests between two versions that changed a property. */
function changedBy (key: string, steps: readonly CaseVersion[]): readonly number[] {
  return steps.slice(1).flatMap((version, index) =>
    version.request && !isSame(key, steps[index]!.document, version.document) ? [version.request.id] : [])
}

const listed = (numbers: readonly number[]) => numbers.map(number => `#${number}`).join(', ').replace(/, ([^,]*)$/, ' and $1')

const MODES = [{ value: 'changed', text: 'What changed' }, { value: 'whole', text: 'Whole case' }] as const

interface VersionDiffProps {
  readonly versions: readonly CaseVersion[]
  readonly from: CaseVersion
  readonly to: CaseVersion
}

/** The differences between two versions of a case, property by property, each with the requests that made it. */
export function VersionDiff ({ versions, from, to }: VersionDiffProps) {
  const mode = place.value.query.get('mode') === 'whole' ? 'whole' : 'changed'
  const all = differences(from.document, to.document)
  const changed = all.filter(({ isEqual }) => !isEqual)
  const [first, last] = from.number <= to.number ? [from, to] : [to, from]
  const steps = versions.filter(({ number }) => number >= first.number && number <= last.number)
  const made = steps.slice(1).filter(({ request }) => request !== null).length
  return (
    <>
      <div class='row wrap'>
        <h2>[{from.number},1] → [{to.number},1]</h2>
        <span class='t3'>
          {count(changed.length, 'field')}, {count(made, 'request')}, {span(Date.parse(last.at) - Date.parse(first.at))}
        </span>
        <span class='grow' />
        <Segmented label='Show' value={mode} options={MODES} onChoose={value => setQuery({ mode: value === 'whole' ? value : null })} />
      </div>
      {changed.length === 0 && <p class='t2'>These versions are equal.</p>}
      <div class='diff' tabIndex={0} role='region' aria-label='Differences'>
        {(mode === 'whole' ? all : changed).map(({ key, isEqual, lines }) => {
          const requests = isEqual ? [] : changedBy(key, steps)
          return [
            <div key={key} class='gap'>@ {key}{isEqual ? ', equal' : requests.length > 0 ? `, changed by ${listed(requests)}` : ''}</div>,
            ...lines.map(({ kind, text }, index) => (
              <div key={`${key} ${index}`} class={kind === 'same' ? '' : kind}>
                {kind !== 'same' && <span class='sr'>{kind === 'add' ? 'added: ' : 'removed: '}</span>}{text}
              </div>
            )),
          ]
        })}
      </div>
    </>
  )
}
