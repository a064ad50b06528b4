import { ElasticsearchError, illegalArgument } from '../../alerts/query/elasticsearch-error.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import type { Scope } from '../../kibana/context.js'
import { invalidRequest } from '../read-body.js'
import type { Call } from '../route.js'
import { bulkErrorsComeFirst } from '../versions.js'
import { deleteDocument, indexDocument, updateDocument, type WriteResult } from './write.js'
import { writeTarget, type WriteTarget } from './write-target.js'

type Line = Readonly<Record<string, unknown>>
type Operation = 'create' | 'index' | 'update' | 'delete'

/** A write: an action line, and the source line that follows it unless the operation is a deletion. */
interface Item { readonly operation: Operation, readonly target: WriteTarget, readonly body: unknown }

const OPERATIONS: readonly string[] = ['create', 'index', 'update', 'delete'] satisfies Operation[]
const isOperation = (name: string | undefined): name is Operation => name !== undefined && OPERATIONS.includes(name)

/** Keys of an action line; some have no effect here. */
const KNOWN = [
  '_index', '_id', 'routing', 'version', 'version_type', 'op_type', 'retry_on_conflict', 'pipeline', '_source', 'if_seq_no',
  'if_primary_term', 'require_alias', 'dynamic_templates', 'list_executed_pipelines', 'require_data_stream',
]

/**
 * Parses an action line.
 * @throws ElasticsearchError 400 for an unknown operation or key
 * Source: Elasticsearch's action/bulk/BulkRequestParser.java
 */
function readAction (line: unknown, number: number): { readonly operation: Operation, readonly meta: Line } {
  const [operation] = isPlainObject(line) ? Object.keys(line) : []
  const meta = isPlainObject(line) && operation !== undefined ? line[operation] : undefined
  if (!isOperation(operation) || !isPlainObject(meta)) {
    throw illegalArgument(`Malformed action/metadata line [${number}], expected field [create], [delete], [index] or [update] but ` +
      `found [${operation ?? JSON.stringify(line)}]`)
  }
  const unknown = Object.keys(meta).find(key => !KNOWN.includes(key))
  if (unknown !== undefined) throw illegalArgument(`Action/metadata line [${number}] contains an unknown parameter [${unknown}]`)
  return { operation, meta }
}

/** @throws ElasticsearchError 400 for an invalid line, before any write is performed */
function itemsOf (lines: readonly unknown[], defaultIndex: string): Item[] {
  const items: Item[] = []
  for (let at = 0; at < lines.length; at++) {
    const { operation, meta } = readAction(lines[at], at + 1)
    const { _index: index = defaultIndex, _id: id, if_seq_no: seqNo, if_primary_term: primaryTerm } = meta
    if (index === '') throw invalidRequest('index is missing')
    if (id === undefined && (operation === 'update' || operation === 'delete')) throw invalidRequest('id is missing')
    const target = writeTarget({ index: String(index), id: id === undefined ? undefined : String(id), seqNo, primaryTerm })
    items.push({ operation, target, body: operation === 'delete' ? undefined : lines[++at] })
  }
  return items
}

function run (scope: Scope, { operation, target, body }: Item): WriteResult {
  if (operation === 'index' || operation === 'create') return indexDocument(scope, target, body, operation === 'create')
  const identified = { ...target, id: target.id! }
  return operation === 'update' ? updateDocument(scope, identified, body) : deleteDocument(scope, identified)
}

function attempt (scope: Scope, item: Item): object {
  try {
    const { status, answer } = run(scope, item)
    return { [item.operation]: { ...answer, status } }
  } catch (error) {
    if (!(error instanceof ElasticsearchError)) throw error
    const { index, id } = item.target
    return { [item.operation]: { _index: index, _id: id, status: error.statusCode, error: error.outerCause } }
  }
}

const hasError = (item: object) => Object.values(item).some(result => isPlainObject(result) && 'error' in result)

/** POST /_bulk, /{index}/_bulk: performs writes in order. A rejected write does not stop the others. */
export function bulk ({ scope, params: { index }, body }: Call): object {
  const items = itemsOf(Array.isArray(body) ? body : [], index)
  if (items.length === 0) throw invalidRequest('no requests added')
  const results = items.map(item => attempt(scope, item))
  const errors = results.some(hasError)
  return bulkErrorsComeFirst(scope.kibana.version) ? { errors, took: 1, items: results } : { took: 1, errors, items: results }
}
