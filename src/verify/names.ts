import { isJsonObject, type Json, type JsonObject } from '../kibana-client/json.js'

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
/** Ids of files. */
const CUID = /^c[0-9a-z]{23,24}$/
/** Ids of user profiles. */
const PROFILE = /^u_[\w-]{43}_\d+$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const VERSION = /^W[0-9A-Za-z+/]+=*$/
/** The origin and base path of a link to an app of Kibana, whose public address may differ from the one that requests are sent to. */
const LINK = /https?:\/\/[^\s/"'<>]+(?:\/[^\s/"'<>]+)*?(?=(?:\/s\/[^\s/]+)?\/app\/)/g
/** Numbers that measure a time between two requests. */
const DURATIONS = [
  'duration', 'time_to_acknowledge', 'time_to_investigate', 'time_to_resolve', 'openDuration', 'inProgressDuration', 'mttr',
]

/** Values that depend on the server and the user, and their replacements. */
export interface Surroundings {
  /** Texts to replace wherever they occur: origin, space. */
  readonly texts: ReadonlyMap<string, string>
  readonly username: string | null
}

interface Place {
  readonly path: string
  /** The placeholder of the enclosing document's id, and the path within the document. */
  readonly document: string
  readonly key: string
}

const isId = (key: string) => key.length === 36 && key.match(UUID) !== null
const isUser = (value: JsonObject) => 'username' in value && 'full_name' in value && 'email' in value
const sortedEntries = (value: JsonObject) => Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)

/**
 * Replaces values that differ between two servers that behave alike (ids, versions, times, users, hosts) with placeholders, each named
 * after the place where its value was first seen. The same id in two responses thus gets the same placeholder. Versions and times are
 * named within their document, since two documents may well have been written at the same time.
 */
export class Names {
  readonly #names = new Map<string, string>()
  readonly #surroundings: Surroundings

  constructor (surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Replaces the values in a response. Placeholders begin with `label`. */
  apply (answer: Json, label: string): Json {
    this.#nameIds(answer, label)
    return this.#replace(answer, { path: label, document: '', key: '' })
  }

  /** Replaces the values in the text of a header. */
  text (text: string, label: string): string {
    this.#nameIds(text, label)
    return this.#replaceInText(text)
  }

  /** Names ids before anything is replaced, since a message may contain the id of an object further down. */
  #nameIds (value: Json, path: string): void {
    if (typeof value === 'string') {
      const ids = value.match(UUID) ?? (CUID.test(value) || PROFILE.test(value) ? [value] : [])
      for (const id of ids) this.#name(id, path)
    } else if (Array.isArray(value)) value.forEach((item, index) => this.#nameIds(item, `${path}.${index}`))
    else if (isJsonObject(value)) for (const [key, item] of sortedEntries(value)) this.#nameIds(item, `${path}.${this.#keyIn(key, path)}`)
  }

  /** A key that is an id gets a placeholder too; returned without braces. */
  #keyIn (key: string, path: string): string {
    return isId(key) ? this.#name(key, `${path}.key`).slice(1, -1) : key
  }

  #name (key: string, path: string): string {
    const name = this.#names.get(key) ?? `{${path}}`
    this.#names.set(key, name)
    return name
  }

  #replace (value: Json, place: Place): Json {
    if (typeof value === 'string') return this.#replaceString(value, place)
    if (typeof value === 'number') return DURATIONS.includes(place.key) && value >= 0 ? '{duration}' : value
    if (Array.isArray(value)) {
      return value.map((item, index) => this.#replace(item, { ...place, path: `${place.path}.${index}` }))
    }
    return isJsonObject(value) ? this.#replaceObject(value, place) : value
  }

  #replaceObject (value: JsonObject, place: Place): Json {
    const document = typeof value.id === 'string' ? this.#replaceInText(value.id) : `${place.document}.${place.key}`
    const replaced = new Map(sortedEntries(value).map(([key, item]) =>
      [key, this.#replace(item, { path: `${place.path}.${this.#keyIn(key, place.path)}`, document, key })]))
    const inOrder = Object.fromEntries(Object.keys(value).map(key => [isId(key) ? this.#replaceInText(key) : key, replaced.get(key)!]))
    if (!isUser(value) || value.username !== this.#surroundings.username) return inOrder
    const profile = 'profile_uid' in value ? { profile_uid: '{profile_uid}' } : {}
    return { ...inOrder, username: '{user}', full_name: '{full_name}', email: '{email}', ...profile }
  }

  #replaceString (value: string, { path, document, key }: Place): string {
    if (TIME.test(value)) return this.#name(`time ${document} ${value}`, path)
    if (key === 'version' && VERSION.test(value)) return this.#name(`version ${document} ${value}`, path)
    if (key === 'author' && value === this.#surroundings.username) return '{user}'
    return this.#replaceInText(value)
  }

  #replaceInText (text: string): string {
    let replaced = this.#names.get(text) ?? text.replace(UUID, id => this.#names.get(id) ?? id)
    replaced = replaced.replace(LINK, '{kibana}')
    for (const [known, name] of this.#surroundings.texts) replaced = replaced.replaceAll(known, name)
    return replaced
  }
}
