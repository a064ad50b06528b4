import { configSchemaValidator } from '../decoding/config-schema.js'
import type { Store } from '../store/store.js'
import { DEFAULT_SPACE, DEFAULT_SPACE_ID, SpaceBodySchema, type SpaceAttributes, type SpacesOption } from '../documents/space.js'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { toAttributes } from './space.js'

const validateSpace = configSchemaValidator(SpaceBodySchema)

/**
 * Adds the default space and those of the option `spaces` to a store. The option may override attributes of the default space.
 * @throws InvalidInput for a space that Kibana would reject, or a repeated id
 */
export function createSpaces (store: Store, option: SpacesOption = []): void {
  const spaces = new Map<string, SpaceAttributes>([[DEFAULT_SPACE_ID, DEFAULT_SPACE]])
  const seen = new Set<string>()
  for (const [index, entry] of option.entries()) {
    const path = `spaces[${index}]`
    const space = typeof entry === 'string' ? { id: entry } : entry
    const { value, message } = validateSpace({ name: space.id, ...space })
    if (message !== undefined) {
      throw new InvalidInput(path, `a space that Kibana accepts (${message.replaceAll('\n', ' ')})`, printValue(entry))
    }
    // A copy, because the store keeps it and the caller may change the original
    const body = structuredClone(value!)
    const { id } = body
    if (seen.has(id)) throw new InvalidInput(path, 'an id that no other space has', printValue(id))
    seen.add(id)
    spaces.set(id, { ...toAttributes(body), ...(id === DEFAULT_SPACE_ID && { _reserved: true }) })
  }
  for (const [id, attributes] of spaces) store.create('space', { id, space: DEFAULT_SPACE_ID, attributes })
}
