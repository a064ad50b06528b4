import { computed } from '@preact/signals'
import { connectorIds } from '../../state/case-facts.js'
import { documents } from '../../state/documents.js'
import { requests } from '../../state/journal.js'
import { operations } from '../../state/operations.js'

/** The values that a form suggests, by the name of the property. */
export const knownValues = computed<Readonly<Record<string, readonly string[]>>>(() => {
  const kibana = operations.value.filter(({ path }) => !path.startsWith('/_mock'))
  const users = requests.value.flatMap(({ user }) => user ?? [])
  return {
    method: [...new Set(kibana.map(({ method }) => method))],
    path: [...new Set(kibana.map(({ path }) => path.replace('{*}', '**').replace(/\{\w+\}/g, '*')))].sort(),
    connectorId: [...connectorIds.value],
    space: documents.value.spaces.map(({ id }) => id),
    user: [...new Set(users)],
    times: ['1', '2', '3'],
  }
})
