import { findAlerts, type AlertReference } from '../alerts/alert.js'
import type { SavedCase } from '../cases/case.js'
import { addMissingObservables } from '../cases/write-observables.js'
import { isPlainObject } from '../decoding/plain-object.js'
import { alertsOf, eventsOf, referencesTo } from '../documents/alert-ids.js'
import type { AttachmentRequest } from '../documents/attachment.js'
import type { Observable } from '../documents/observable.js'
import type { Scope } from '../kibana/context.js'
import { licenseCovers } from '../kibana/license.js'
import { holdsIndexPrivilege, READING } from '../security/indices.js'
import { observablesAreExtracted } from './versions.js'

const HASH = 'observable-type-file-hash'

const hashesOf = (parent: string): [field: string, typeKey: string][] =>
  ['cdhash', 'md5', 'sha1', 'sha256', 'sha384', 'sha512', 'ssdeep', 'tlsh'].map(name => [`${parent}.hash.${name}`, HASH])

const typeOfIp = (value: string) => `observable-type-ipv${value.includes(':') ? 6 : 4}`

/**
 * The observable type for each document field.
 * Source: Kibana's cases/common/observables/get_observables_from_ecs.ts
 */
const TYPES: ReadonlyMap<string, string | ((value: string) => string)> = new Map<string, string | ((value: string) => string)>([
  ['source.ip', typeOfIp],
  ['destination.ip', typeOfIp],
  ['host.name', 'observable-type-hostname'],
  ...['dll', 'file', 'process'].flatMap(hashesOf),
  ['file.path', 'observable-type-file-path'],
  ['dns.question.name', 'observable-type-domain'],
  ['agent.id', 'observable-type-agent-id'],
])

type ExtractedObservable = Pick<Observable, 'typeKey' | 'value'>

/** The fields of a document by dotted path. Objects in lists have none, unlike in Elasticsearch. */
function fieldsOf (source: Readonly<Record<string, unknown>>, path = ''): [field: string, value: unknown][] {
  return Object.entries(source).flatMap(([key, value]) =>
    isPlainObject(value) ? fieldsOf(value, `${path}${key}.`) : [[`${path}${key}`, value] as [string, unknown]])
}

/** The texts in a field; none if the field has any other value. */
function textsIn (value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.every(item => typeof item === 'string') ? values.filter(text => text.trim() !== '') : []
}

/** The observables in a document, in the order of its fields. */
function observablesIn (source: Readonly<Record<string, unknown>>): ExtractedObservable[] {
  return [...new Map(fieldsOf(source))].flatMap(([field, value]) => {
    const type = TYPES.get(field)
    if (type === undefined) return []
    return textsIn(value).map(text => ({ typeKey: typeof type === 'string' ? type : type(text), value: text }))
  })
}

/** References to the documents of an attachment, which has as many indices as ids. */
function documentsOf (attachment: AttachmentRequest): AlertReference[] {
  if (attachment.type === 'alert') return referencesTo(alertsOf(attachment))
  return attachment.type === 'event' ? referencesTo(eventsOf(attachment)) : []
}

/**
 * Adds observables from attached alerts and events to a case, if its settings say so. This never makes the attachment fail: without
 * the license or readable documents, nothing is added.
 * Source: Kibana's cases/server/client/attachments/extract_and_add_observables.ts, cases/server/client/cases/observables.ts
 */
export function addExtractedObservables (scope: Scope, savedCase: SavedCase, sent: readonly AttachmentRequest[]): void {
  const { kibana } = scope
  const { extractObservables } = savedCase.attributes.settings
  if (!extractObservables || !observablesAreExtracted(kibana.version) || !licenseCovers(kibana.license, 'platinum')) return
  const readable = sent.flatMap(documentsOf).filter(({ index }) => holdsIndexPrivilege(scope, [index], READING))
  const extracted = findAlerts(kibana.store, readable).flatMap(({ attributes: { source } }) => observablesIn(source))
  addMissingObservables(scope, savedCase, extracted.map(observable => ({ ...observable, description: 'Auto extracted observable' })))
}
