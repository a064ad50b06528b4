import type { Answer, Outcome } from './answer.js'
import { compare, type Compared, type Difference } from './compare.js'

/** Lists the differences between two outcomes of one step. An outcome is absent if an earlier step was not sent. */
export function compareOutcomes (kibana: Outcome | undefined, here: Outcome | undefined, options: Compared = {}): Difference[] {
  if (!kibana || !here || 'unsent' in kibana || 'unsent' in here) {
    const [one, other] = [reason(kibana), reason(here)]
    return one === other
      ? []
      : [{ kind: 'unsent', path: '', ...(one !== undefined && { kibana: one }), ...(other !== undefined && { here: other }) }]
  }
  if (kibana.status !== here.status) return [{ kind: 'status', path: '', kibana: kibana.status, here: here.status }]
  return [...compareBodies(kibana, here, options), ...compareHeaders(kibana, here)]
}

const reason = (outcome: Outcome | undefined) => outcome && 'unsent' in outcome ? outcome.unsent : undefined

function compareBodies (kibana: Answer, here: Answer, options: Compared): Difference[] {
  if (kibana.body === undefined || here.body === undefined) {
    if (kibana.body === here.body) return []
    return kibana.body === undefined
      ? [{ kind: 'unknown key', path: '', here: here.body! }]
      : [{ kind: 'missing key', path: '', kibana: kibana.body }]
  }
  return compare(kibana.body, here.body, options)
}

function compareHeaders ({ headers: kibana = {} }: Answer, { headers: here = {} }: Answer): Difference[] {
  const names = [...new Set([...Object.keys(kibana), ...Object.keys(here)])].sort()
  return names.filter(name => kibana[name] !== here[name]).map(name => ({
    kind: 'header',
    path: name,
    ...(kibana[name] !== undefined && { kibana: kibana[name] }),
    ...(here[name] !== undefined && { here: here[name] }),
  }))
}
