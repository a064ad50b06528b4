import type { Call, ElasticsearchRoute } from '../route.js'
import { Answer } from '../answer.js'
import { requireBody } from '../read-body.js'
import { bulk } from './bulk.js'
import { getDocument, getDocuments } from './get.js'
import { count, search, updateByQuery } from './search.js'
import { deleteDocument, indexDocument, updateDocument, type WriteResult } from './write.js'
import { writeTarget } from './write-target.js'

const INDICES = [
  'ignore_unavailable', 'allow_no_indices', 'expand_wildcards', 'ignore_throttled', 'preference', 'routing', 'q', 'df', 'analyze_wildcard',
  'default_operator', 'lenient',
]
const SOURCE = ['_source', '_source_includes', '_source_excludes']
const SEARCH = [
  ...INDICES, ...SOURCE, 'from', 'size', 'sort', 'track_total_hits', 'rest_total_hits_as_int', 'typed_keys', 'request_cache', 'timeout',
  'search_type', 'allow_partial_search_results', 'batched_reduce_size', 'ccs_minimize_roundtrips', 'max_concurrent_shard_requests',
  'track_scores', 'version', 'seq_no_primary_term',
]
const GET = [...SOURCE, 'realtime', 'refresh', 'routing', 'preference', 'stored_fields']
const WRITE = [
  'refresh', 'routing', 'timeout', 'wait_for_active_shards', 'if_seq_no', 'if_primary_term', 'pipeline', 'require_alias', 'op_type',
  'retry_on_conflict', ...SOURCE,
]
const UPDATE_BY_QUERY = [
  ...INDICES, 'conflicts', 'refresh', 'wait_for_completion', 'wait_for_active_shards', 'max_docs', 'scroll_size', 'slices', 'timeout',
  'requests_per_second', 'request_cache', 'scroll', 'search_timeout', 'search_type',
]

/** The response to a single write; the status is not 200 for new and missing documents. */
const single = ({ status, answer }: WriteResult): object => status === 200 ? answer : new Answer(status, answer)

const targetOf = ({ params: { index, id }, query: { if_seq_no: seqNo, if_primary_term: primaryTerm } }: Call) => (
  { ...writeTarget({ index, id, seqNo, primaryTerm }), id }
)

function write (call: Call, isNew: boolean): object {
  requireBody(call.body)
  const { id, ...target } = targetOf(call)
  return single(indexDocument(
    call.scope, { ...target, id: id === '' ? undefined : id }, call.body, isNew || call.query.op_type === 'create',
  ))
}

/** Routes for alert documents that clients of Cases use. */
export const documentRoutes: readonly ElasticsearchRoute[] = [
  ...['/_search', '/:index/_search'].map(path => ({
    methods: ['GET', 'POST'] as const,
    path,
    summary: 'Search alerts',
    description: 'Takes the queries, sort orders and aggregations that clients of Cases send; others are unknown.',
    parameters: SEARCH,
    answer: search,
  })),
  ...['/_count', '/:index/_count'].map(path => ({
    methods: ['GET', 'POST'] as const,
    path,
    summary: 'Count alerts',
    description: 'The number of documents that match a query.',
    parameters: INDICES,
    answer: count,
  })),
  ...['/_mget', '/:index/_mget'].map(path => ({
    methods: ['GET', 'POST'] as const,
    path,
    summary: 'Get several alerts',
    description: 'Documents by id, in the order of the request; missing ones are not errors.',
    parameters: GET,
    answer: getDocuments,
  })),
  ...['/_bulk', '/:index/_bulk'].map(path => ({
    methods: ['POST', 'PUT'] as const,
    path,
    summary: 'Write several alerts',
    description: 'Lines of JSON; a write that is refused does not stop the others.',
    parameters: WRITE,
    answer: bulk,
  })),
  {
    methods: ['POST'],
    path: '/:index/_update_by_query',
    summary: 'Update alerts by a query',
    description: 'Scripts may assign values to fields; others are refused as if they did not compile.',
    parameters: UPDATE_BY_QUERY,
    answer: updateByQuery,
  },
  {
    methods: ['POST'],
    path: '/:index/_update/:id',
    summary: 'Update an alert',
    description: 'Merges a partial document, or runs a script of assignments.',
    parameters: WRITE,
    answer: call => single(updateDocument(call.scope, targetOf(call), call.body)),
  },
  {
    methods: ['GET'],
    path: '/:index/_doc/:id',
    summary: 'Get an alert',
    description: 'One document, with its counters.',
    parameters: GET,
    answer: getDocument,
  },
  {
    methods: ['POST'],
    path: '/:index/_doc',
    summary: 'Create an alert',
    description: 'The id is generated.',
    parameters: WRITE,
    answer: call => write(call, false),
  },
  {
    methods: ['POST', 'PUT'],
    path: '/:index/_doc/:id',
    summary: 'Write an alert',
    description: 'Creates the document, or replaces the one with that id.',
    parameters: WRITE,
    answer: call => write(call, false),
  },
  {
    methods: ['POST', 'PUT'],
    path: '/:index/_create/:id',
    summary: 'Create an alert with an id',
    description: '409 if there is a document with that id.',
    parameters: WRITE,
    answer: call => write(call, true),
  },
  {
    methods: ['DELETE'],
    path: '/:index/_doc/:id',
    summary: 'Delete an alert',
    description: '404 if there is none.',
    parameters: WRITE,
    answer: call => single(deleteDocument(call.scope, targetOf(call))),
  },
]
