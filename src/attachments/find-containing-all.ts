import { Type, type Static } from '@sinclair/typebox'
import { alertIdsOf, eventIdsOf } from '../documents/alert-ids.js'
import type { Scope } from '../kibana/context.js'

export const FindContainingAllBodySchema = Type.Object({
  caseIds: Type.Array(Type.String(), { description: 'the ids of cases' }),
  documentIds: Type.Optional(Type.Array(Type.String(), { description: 'the ids of alerts and events; without any, no case is found' })),
}, { additionalProperties: false })

export const FoundContainingAllSchema = Type.Object({
  casesWithAllAttachments: Type.Array(Type.String(), { description: 'the ids of the cases that have all of these documents attached' }),
})

/**
 * POST /internal/cases/case/attachments/_find_containing_all: the cases to which all of these alerts and events are attached.
 * @throws KibanaError 403 if the caller may not read any case
 * Source: docs/reference/kibana/versions.md §5; Kibana's cases/server/routes/api/internal/find_cases_containing_all_documents.ts
 */
export function findContainingAll (
  { kibana: { store }, space, authorization }: Scope, { caseIds, documentIds = [] }: Static<typeof FindContainingAllBodySchema>,
): Static<typeof FoundContainingAllSchema> {
  if (caseIds.length === 0 || documentIds.length === 0) return { casesWithAllAttachments: [] }
  const readable = authorization.authorizedOwners('findComments')
  return {
    casesWithAllAttachments: caseIds.filter(id => {
      const found = store.get('cases', id)
      if (found?.space !== space || !readable.includes(found.attributes.owner)) return false
      const attached = new Set(store.ofCase('cases-comments', id).flatMap(({ attributes }) => [
        ...alertIdsOf(attributes), ...eventIdsOf(attributes),
      ]))
      return documentIds.every(documentId => attached.has(documentId))
    }),
  }
}
