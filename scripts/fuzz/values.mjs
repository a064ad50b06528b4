// Almost valid values: mostly as a schema requires, with a mistake now and then.

const JUNK = [
  null, true, 0, -1, 1.5, 1e21, '', ' ', 'x', '\u0000', '\ud800', '💥', 'a'.repeat(300), [], [null], {}, { constructor: 1 },
  { toString: null }, '__proto__',
  'now-1d', '../..', '%', '"', '*', 'a AND (', '{{case.title}}', '2025-06-01T10:00:00.000Z', 'Infinity', ['a', 'a'],
]

/** Values for certain names, which fit better than random ones. */
const BY_NAME = {
  owner: ['cases', 'securitySolution', 'observability', 'unknown'],
  version: ['WzEsMV0=', 'WzIsMV0=', 'stale'],
  id: ['case-1', 'case-2', 'unknown'],
  typeKey: ['observable-type-ipv4', 'observable-type-url', 'unknown'],
  connector_type_id: ['.jira', '.index', '.cases-webhook', '.unknown'],
  types: ['title', 'user', 'alert', 'unknown'],
  password: ['changeme', 'x'],
}

export class Values {
  #random
  #schemas
  /** Values from earlier answers, by the name of the key. */
  #seen = new Map()

  constructor (random, schemas) {
    this.#random = random
    this.#schemas = schemas
  }

  /** Remembers ids and versions of an answer, for later requests. */
  learn (answer, depth = 0) {
    if (depth > 4 || typeof answer !== 'object' || answer === null) return
    for (const [key, value] of Object.entries(answer)) {
      if (typeof value === 'string' && /^(?:id|version|uid|key)$/.test(key)) this.#remember(key, value)
      else this.learn(value, depth + 1)
    }
  }

  named (name) {
    const { pick, chance } = this.#random
    const key = /id$/i.test(name) ? 'id' : name
    const seen = this.#seen.get(key) ?? []
    if (seen.length > 0 && chance(0.7)) return pick(seen)
    return BY_NAME[key] && chance(0.9) ? pick(BY_NAME[key]) : undefined
  }

  junk () {
    return this.#random.pick(JUNK)
  }

  of (schema, name = '', depth = 0) {
    const { pick, chance, below } = this.#random
    if (schema.$ref) return this.of(this.#schemas[schema.$ref.split('/').at(-1)] ?? {}, name, depth)
    if (chance(0.02) || depth > 8) return this.junk()
    if ('const' in schema) return schema.const
    if (schema.enum) return pick(schema.enum)
    if (schema.examples && chance(0.4)) return pick(schema.examples)
    if (schema.allOf) {
      return Object.assign({}, ...schema.allOf.map(part => this.of(part, name, depth + 1)).filter(part => typeof part === 'object'))
    }
    const choices = schema.anyOf ?? schema.oneOf
    if (choices) return this.of(pick(choices), name, depth + 1)
    switch (Array.isArray(schema.type) ? pick(schema.type) : schema.type) {
      case 'object': return this.#object(schema, depth)
      case 'array': {
        const length = Math.max(schema.minItems ?? 0, below(3))
        return Array.from({ length }, () => this.of(schema.items ?? {}, name, depth + 1))
      }
      case 'string': return this.named(name) ??
        pick(['x', 'login', 'A title', '10.0.0.1', 'a'.repeat(Math.min(schema.maxLength ?? 5, 200))])
      case 'integer': case 'number': return (schema.minimum ?? 0) + below(20)
      case 'boolean': return chance(0.5)
      case 'null': return null
      default: return this.named(name) ?? this.junk()
    }
  }

  #object ({ properties = {}, required = [], additionalProperties }, depth) {
    const { chance } = this.#random
    const names = Object.keys(properties).filter(name => required.includes(name) ? chance(0.98) : chance(0.3))
    const entries = names.map(name => [name, this.of(properties[name], name, depth + 1)])
    if (chance(0.02)) entries.push(['unknown', this.junk()])
    if (typeof additionalProperties === 'object' && chance(0.5)) entries.push(['k', this.of(additionalProperties, 'k', depth + 1)])
    return Object.fromEntries(entries)
  }

  #remember (key, value) {
    const seen = this.#seen.get(key) ?? []
    this.#seen.set(key, [...seen, value].slice(-30))
  }
}
