import { ElasticsearchError } from '../../alerts/query/elasticsearch-error.js'

const MAX_BYTES = 255

/** The rules for the name of a new index, in Elasticsearch's order. Source: Elasticsearch's MetadataCreateIndexService.java */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/[ "*,/<>?\\|]/, "must not contain the following characters [' ','\"','*',',','/','<','>','?','\\','|']"],
  [/#/, "must not contain '#'"],
  [/:/, "must not contain ':'"],
  [/^[_+-]/, "must not start with '_', '-', or '+'"],
  [/^\.\.?$/, "must not be '.' or '..'"],
  [/\p{Lu}/u, 'must be lowercase'],
]

/** @throws ElasticsearchError 400 for a name that no index can have */
export function ensureIndexName (index: string): void {
  const bytes = Buffer.byteLength(index)
  const problem = RULES.find(([pattern]) => pattern.test(index))?.[1] ??
    (bytes > MAX_BYTES ? `index name is too long, (${bytes} > ${MAX_BYTES})` : undefined)
  if (problem === undefined) return
  throw new ElasticsearchError(400, {
    type: 'invalid_index_name_exception', reason: `Invalid index name [${index}], ${problem}`, index_uuid: '_na_', index,
  })
}
