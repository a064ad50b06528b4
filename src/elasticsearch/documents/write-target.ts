import { invalidRequest } from '../read-body.js'
import { readInteger } from '../read-integer.js'

/** The document that a write is about. */
export interface WriteTarget {
  readonly index: string
  readonly id: string | undefined
  /** The counters that the document must have, from `if_seq_no` and `if_primary_term`. */
  readonly expected?: { readonly seqNo: number, readonly primaryTerm: number } | undefined
}

/** The parameters of a request, or of an action line in a bulk request. */
interface Parameters { readonly index: string, readonly id: string | undefined, readonly seqNo: unknown, readonly primaryTerm: unknown }

const MAX_ID_BYTES = 512

/**
 * Reads the target of a write.
 * @throws ElasticsearchError 400 for an id that is too long, or for one counter without the other
 * Source: Elasticsearch's action/DocWriteRequest.java
 */
export function writeTarget ({ index, id, seqNo, primaryTerm }: Parameters): WriteTarget {
  const bytes = Buffer.byteLength(id ?? '')
  if (bytes > MAX_ID_BYTES) {
    throw invalidRequest(`id [${id}] is too long, must be no longer than ${MAX_ID_BYTES} bytes but was: ${bytes}`)
  }
  if (seqNo === undefined && primaryTerm === undefined) return { index, id }
  if (primaryTerm === undefined) throw invalidRequest('ifSeqNo is set, but primary term is [0]')
  if (seqNo === undefined) throw invalidRequest(`ifSeqNo is unassigned, but primary term is [${primaryTerm}]`)
  return {
    index,
    id,
    expected: { seqNo: readInteger('if_seq_no', seqNo, 'long'), primaryTerm: readInteger('if_primary_term', primaryTerm, 'long') },
  }
}
