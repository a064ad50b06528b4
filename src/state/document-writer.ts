import type { ConnectorAttributes } from '../documents/connector.js'
import type { KibanaContext } from '../kibana/context.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import type { SavedObject, SavedObjectType, SavedObjectTypes } from '../store/saved-object.js'
import { InvalidInput } from '../input/invalid-input.js'
import { printValue } from '../input/describe-schema.js'

/** The id, version and space of a draft. */
interface Place { readonly id?: string, readonly version?: string, readonly space?: string }

/**
 * Writes the documents of a state to a server. Throws InvalidInput for problems beyond the schema: duplicate ids, unknown spaces
 * and cases.
 */
export class DocumentWriter {
  readonly kibana: KibanaContext
  readonly now: string
  /** The connectors that the server had before. */
  readonly connectors: ReadonlyMap<string, ConnectorAttributes>

  constructor (kibana: KibanaContext) {
    this.kibana = kibana
    this.connectors = new Map(kibana.store.all('action').map(({ id, attributes }) => [id, attributes]))
    this.now = kibana.clock.iso()
  }

  /** Adds a document at a path of the state. */
  add<Type extends SavedObjectType> (
    type: Type, path: string, place: Place, attributes: SavedObjectTypes[Type], caseId?: string,
  ): SavedObject<Type> {
    const { store, random } = this.kibana
    const { id = random.uuid(), version } = place
    if (store.get(type, id)) throw new InvalidInput(`${path}.id`, 'an id that no other has', printValue(id))
    return store.create(type, { id, space: this.spaceOf(path, place), caseId, version, attributes })
  }

  spaceOf (path: string, { space = DEFAULT_SPACE_ID }: Place): string {
    if (!this.kibana.store.get('space', space)) throw new InvalidInput(`${path}.space`, 'a space that exists', printValue(space))
    return space
  }

  caseOf (path: string, id: string): SavedObject<'cases'> {
    const found = this.kibana.store.get('cases', id)
    if (!found) throw new InvalidInput(`${path}.case_id`, 'a case that exists', printValue(id))
    return found
  }
}
