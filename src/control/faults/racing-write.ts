import type { FastifyRequest } from 'fastify'
import { writeAlert } from '../../alerts/alert.js'
import type { SavedObject, SavedObjectType } from '../../store/saved-object.js'
import type { Store } from '../../store/store.js'

const VERSIONED_TYPES = ['cases', 'cases-comments', 'cases-configure'] as const satisfies readonly SavedObjectType[]

const isText = (value: unknown): value is string => typeof value === 'string'

/** The ids in a request: from its path, the `id` in its body, and the cases in its body. */
function idsIn ({ params, body }: FastifyRequest): string[] {
  const { id, cases } = (body ?? {}) as { id?: unknown, cases?: unknown }
  const ofCases = Array.isArray(cases) ? cases.map((each: unknown) => (each as { id?: unknown } | null)?.id) : []
  return [...Object.values(params as Record<string, unknown>), id, ...ofCases].filter(isText)
}

function writeAgain<Type extends SavedObjectType> (store: Store, found: SavedObject<Type> | undefined, space: string): void {
  if (found?.space === space) store.update(found, found.attributes)
}

/**
 * Simulates a concurrent write to the same documents: only their versions change. Kibana's own rules then produce
 * the answer, and accept the request once the client has read the new version.
 */
export function writeBefore (request: FastifyRequest, store: Store, space: string): void {
  store.transaction(() => {
    for (const id of new Set(idsIn(request))) {
      for (const type of VERSIONED_TYPES) {
        writeAgain(store, store.get(type, id), space)
      }
      const alert = store.get('alert', id)
      if (alert) writeAlert(store, alert, alert.attributes.source)
    }
  })
}
