import { ElasticsearchError, illegalArgument } from '../../alerts/query/elasticsearch-error.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import type { Scope } from '../../kibana/context.js'
import { invalidRequest } from '../read-body.js'
import type { Call } from '../route.js'
import { deleteDocument, indexDocument, updateDocument, type Write, type WriteResult } from './write.js'

type Line = Readonly<Record<string, unknown>>
type Operation = 'create' | 'index' | 'update' | 'delete'

/** An action line and the source line that follows it; deletions have no source. */
interface Item { readonly operation: Operation, readonly meta: Line, readonly body: unknown }

const OPERATIONS: readonly string[] = ['create', 'index', 'update', 'delete'] satisfies Operation[]
const isOperation = (name: string | undefined): name is Operation => name !== undefined && OPERATIONS.includes(name)

/** @throws ElasticsearchError 400 for an unknown operation */
function itemsOf (lines: readonly unknown[]): Item[] {
  const items: Item[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    const [operation] = isPlainObject(line) ? Object.keys(line) : []
    const meta = isPlainObject(line) && operation !== undefined ? line[operation] : undefined
    if (!isOperation(operation) || !isPlainObject(meta)) {
      throw illegalArgument(`Malformed action/metadata line [${at + 1}], expected field [create], [delete], [index] or [update] but ` +
        `found [${operation ?? JSON.stringify(line)}]`)
    }
    const body = operation === 'delete' ? undefined : lines[++at]
    items.push({ operation, meta, body })
  }
  return items
}

/** The counters that a document must have, if a write specifies them. */
export function expectedOf (seqNo: unknown, primaryTerm: unknown): Write['expected'] {
  return seqNo === undefined || primaryTerm === undefined ? undefined : { seqNo: Number(seqNo), primaryTerm: Number(primaryTerm) }
}

function run (scope: Scope, { operation, meta, body }: Item, defaultIndex: string): WriteResult {
  const { _index: index = defaultIndex, _id: id, if_seq_no: seqNo, if_primary_term: term } = meta
  const write = { index: String(index), id: id === undefined ? undefined : String(id), expected: expectedOf(seqNo, term) }
  if (operation === 'index' || operation === 'create') return indexDocument(scope, write, body, operation === 'create')
  const identified = { ...write, id: write.id ?? '' }
  return operation === 'update' ? updateDocument(scope, identified, body) : deleteDocument(scope, identified)
}

function attempt (scope: Scope, item: Item, defaultIndex: string): object {
  try {
    const { status, answer } = run(scope, item, defaultIndex)
    return { [item.operation]: { ...answer, status } }
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    const { _index = defaultIndex, _id } = item.meta
    return { [item.operation]: { _index, _id, status: error.statusCode, error: error.outerCause } }
  }
}

const hasError = (item: object) => Object.values(item).some(result => isPlainObject(result) && 'error' in result)

/** POST /_bulk, /{index}/_bulk: performs writes in order. A rejected write does not stop the others. */
export function bulk ({ scope, params: { index = '' }, body }: Call): object {
  const items = itemsOf(Array.isArray(body) ? body : [])
  if (items.length === 0) throw invalidRequest('no requests added')
  const unnamed = items.some(({ meta }) => meta._index === undefined) && index === ''
  if (unnamed) throw invalidRequest('index is missing')
  const results = items.map(item => attempt(scope, item, index))
  return { errors: results.some(hasError), took: 1, items: results }
}
