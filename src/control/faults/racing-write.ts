import type { FastifyRequest } from 'fastify'
import type { SavedObject, SavedObjectType } from '../../store/saved-object.js'
import type { Store } from '../../store/store.js'

const VERSIONED_TYPES = ['cases', 'cases-comments', 'cases-configure'] as const satisfies readonly SavedObjectType[]

const isText = (value: unknown): value is string => typeof value === 'string'

/** The ids that a request names: in its path, as its body's `id`, and of the cases in its body. */
function idsIn ({ params, body }: FastifyRequest): string[] {
  const { id, cases } = (body ?? {}) as { id?: unknown, cases?: unknown }
  const ofCases = Array.isArray(cases) ? cases.map((each: unknown) => (each as { id?: unknown } | null)?.id) : []
  return [...Object.values(params as Record<string, unknown>), id, ...ofCases].filter(isText)
}

function writeAgain<Type extends SavedObjectType> (store: Store, found: SavedObject<Type> | undefined, space: string): void {
  if (found?.space === space) store.update(found, found.attributes)
}

/**
 * Writes what a request is about as somebody else might just before it: nothing in it changes but its version. What Kibana
 * then answers is its own rule's work, and so is that the request goes through once the client has read the new version.
 */
export function writeBefore (request: FastifyRequest, store: Store, space: string): void {
  store.transaction(() => {
    for (const id of new Set(idsIn(request))) {
      for (const type of VERSIONED_TYPES) {
        writeAgain(store, store.get(type, id), space)
      }
    }
  })
}
