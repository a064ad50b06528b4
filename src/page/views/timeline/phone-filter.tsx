import { computed } from '@preact/signals'
import { Choice } from '../../components/choice.js'
import { casesOf, describe } from '../../domain/describe.js'
import { isTrouble, outcomeOf } from '../../domain/outcome.js'
import { place, setQuery } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { systems } from '../../state/systems.js'
import type { Request } from '../../types.js'

const WRONG = 'wrong'

/** Whether an event matches the filter in the URL: failures, or the events of one case or system. */
export const phoneFilter = computed<(request: Request) => boolean>(() => {
  const only = place.value.query.get('only')
  if (only === null) return () => true
  if (only === WRONG) return request => isTrouble(outcomeOf(request))
  return request => casesOf(request).includes(only) || describe(request).connectorId === only
})

/** The timeline filter on phones, which have no lanes. */
export const PhoneFilter = () => (
  <Choice
    label='Filter'
    side='right'
    value={place.value.query.get('only')}
    options={[
      { value: WRONG, text: 'What went wrong' },
      ...[...documents.value.cases.values()].map(({ id, title }) => ({ value: id, text: title })),
      ...systems.value.map(({ id, name }) => ({ value: id, text: name })),
    ]}
    onChoose={only => setQuery({ only })}
  />
)
