/** Thrown for an id in use. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
}

/** The error for the id of a rule, webhook, alert or sandbox that is already in use. */
export const idInUse = (kind: string, id: string, advice = '') =>
  new ConflictError(`there is already ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} ${JSON.stringify(id)}${advice}`)
