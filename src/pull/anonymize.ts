import { createHmac } from 'node:crypto'
import { parse } from 'yaml'
import { isJsonObject, type Json, type JsonObject } from '../kibana-client/json.js'

/** Keys whose texts are kept: ids, times, and words from a fixed list. All other texts are replaced. */
const KEPT = new Set([
  'id', 'version', 'space', 'owner', 'status', 'severity', 'type', 'typeKey', 'action', 'key', 'solution', 'closure_type', 'actionTypeId',
  'connector_id', 'comment_id', 'case_id', 'alertId', 'eventId', 'index', 'color', 'extension', 'mimeType', 'soType',
  'externalReferenceId', 'externalReferenceAttachmentTypeId', 'persistableStateAttachmentTypeId', 'endpointId', 'disabledFeatures',
  'authType', 'method', 'createIncidentMethod', 'updateIncidentMethod', 'createCommentMethod', 'getIncidentMethod',
  'createIncidentResponseKey', 'getIncidentResponseExternalTitleKey', 'created', 'createdAt', 'updatedAt', 'created_at', 'updated_at',
  'closed_at', 'pushed_at', 'in_progress_at', 'actionType',
  'templateId', 'deletedAt', 'lastUsedAt', 'control', '$ref', 'field', 'operator', 'regex',
])
/** Placeholders are kept; URLs, addresses and single words are replaced. */
const PARTS = /\{\{[^}]*\}\}|\bhttps?:\/\/[^\s"'<>)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\p{L}\p{M}\p{N}]+/gu
const WORD = /[\p{L}\p{M}\p{N}]+/gu
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Replaces people, texts and hosts. The same text always gets the same replacement, so that tags, searches and users still match. */
export class Anonymizer {
  readonly #key: string

  constructor (key: string) {
    this.#key = key
  }

  /** Copies a value without names. */
  apply (value: Json, key = ''): Json {
    if (typeof value === 'string') return this.#string(value, key)
    if (Array.isArray(value)) return value.map(item => this.apply(item, key))
    if (!isJsonObject(value)) return value
    if ('username' in value) return { ...this.#entries(value), ...this.#user(value) }
    const entries = this.#entries(value)
    if (!('typeKey' in value) || typeof value.value !== 'string') return entries
    return { ...entries, value: this.#observable(String(value.typeKey), value.value) }
  }

  #string (value: string, key: string): string {
    // Values of a template's fields that are not texts: size_as_integer
    if (KEPT.has(key) || /_as_(?!keyword$)/.test(key)) return value
    if (key === 'author') return this.#alias(value)
    return key === 'definition' ? this.#definition(value) : this.#text(value)
  }

  /** A definition of a template or field. JSON is YAML too. */
  #definition (yaml: string): string {
    try {
      return JSON.stringify(this.apply(parse(yaml, { logLevel: 'error' })))
    } catch {
      return this.#text(yaml)
    }
  }

  #entries (value: JsonObject): JsonObject {
    // An image can't be replaced
    const kept = Object.entries(value).filter(([key]) => key !== 'imageUrl')
    // The names of fields are keys in cases, and references to the library
    const isField = 'control' in value || '$ref' in value || 'isGlobal' in value
    return Object.fromEntries(kept.map(([key, item]) => {
      if (key === 'name' && isField) return [key, item]
      return [key, key === 'uid' ? this.#profile(item) : this.apply(item, key)]
    }))
  }

  #user ({ username, full_name: name, email, profile_uid: uid }: JsonObject): JsonObject {
    const alias = this.#alias(username ?? email ?? '')
    return {
      username: username === null ? null : alias,
      ...(name !== undefined && { full_name: name === null ? null : alias.replace('user-', 'User ') }),
      ...(email !== undefined && { email: email === null ? null : `${alias}@example.com` }),
      ...(uid !== undefined && { profile_uid: this.#profile(uid) }),
    }
  }

  #alias (name: Json): string {
    return `user-${this.#hash(name).slice(0, 8)}`
  }

  #profile (uid: Json): Json {
    return typeof uid === 'string' ? `u_${this.#hash(uid).slice(0, 32)}` : uid
  }

  /** Replaces an observable by another of the same type. */
  #observable (type: string, value: string): string {
    const bytes = Buffer.from(this.#hash(value), 'hex')
    const word = this.#word(value.slice(0, 12).padEnd(6, '-'))
    switch (type.replace('observable-type-', '')) {
      case 'ipv4': return `10.${bytes[0]}.${bytes[1]}.${bytes[2]}`
      case 'ipv6': return `2001:db8::${bytes.readUInt16BE(0).toString(16)}:${bytes.readUInt16BE(2).toString(16)}`
      case 'url': return `https://${word}.example.com/`
      case 'email': return `${word}@example.com`
      case 'domain': return `${word}.example`
      case 'file-hash': return this.#hash(value).padEnd(value.length, '0').slice(0, value.length)
      default: return word
    }
  }

  #text (text: string): string {
    return text.replace(PARTS, part => {
      if (part.startsWith('{{')) return part
      if (part.includes('://')) return this.#url(part)
      return part.includes('@') ? `user-${this.#hash(part).slice(0, 8)}@example.com` : this.#word(part)
    })
  }

  #url (text: string): string {
    const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/.exec(text) ?? []
    return `${scheme}${this.#word(host.slice(0, 12).padEnd(6, '-'))}.example.com${rest.replace(WORD, word => this.#word(word))}`
  }

  /** A word of the same length. */
  #word (word: string): string {
    const bytes = createHmac('sha512', this.#key).update(word.toLowerCase()).digest()
    const replaced = Array.from(word, (_, index) => LETTERS[bytes[index % bytes.length]! % LETTERS.length]).join('')
    return /^\p{Lu}/u.test(word) ? replaced[0]!.toUpperCase() + replaced.slice(1) : replaced
  }

  #hash (value: Json): string {
    return createHmac('sha256', this.#key).update(String(value)).digest('hex')
  }
}
