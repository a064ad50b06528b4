import type { Incident } from '../types.js'
import { isObject } from './json-object.js'
import { nameAsWords } from './words.js'

/** A record as its external system shows it. */
export interface RecordShown {
  /** The system's own name for a record. */
  readonly kind: string
  readonly title: string
  readonly description: string
  readonly state: string | undefined
  readonly tags: readonly string[]
  readonly fields: readonly (readonly [name: string, value: string])[]
}

const KINDS: Readonly<Record<string, string>> = {
  '.jira': 'Issue',
  '.servicenow': 'Incident',
  '.servicenow-sir': 'Security incident',
  '.servicenow-itom': 'Event',
  '.resilient': 'Incident',
  '.thehive': 'Case',
}
export const kindOf = (connectorType: string) => KINDS[connectorType] ?? 'Record'

const TITLES = ['summary', 'short_description', 'title', 'name', 'caseName']
const STATES = ['status', 'state', 'stage']
const TAGS = ['labels', 'tags']

/** A value of another system as text; empty when there is none. */
function textOf (value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ')
  if (!isObject(value)) return String(value)
  const named = value.name ?? value.key ?? value.value ?? value.content ?? value.id
  return named === undefined ? JSON.stringify(value) : textOf(named)
}

const words = (key: string) => (key === 'issuetype' ? 'Issue type' : nameAsWords(key.replaceAll('_', ' ')))

/** A record, with its title, description, state and tags picked from the fields of its external system. */
export function recordShown ({ connectorType, externalTitle, fields }: Incident): RecordShown {
  const find = (names: readonly string[]) => names.find(name => textOf(fields[name]) !== '')
  const title = find(TITLES)
  const state = find(STATES)
  const tags = find(TAGS)
  const tagList = tags === undefined ? undefined : fields[tags]
  const taken = new Set([title, state, tags, 'description'])
  return {
    kind: kindOf(connectorType),
    title: title === undefined ? externalTitle : textOf(fields[title]),
    description: textOf(fields.description),
    state: state && textOf(fields[state]),
    tags: Array.isArray(tagList) ? tagList.map(textOf) : textOf(tagList).split(/[\s,]+/).filter(Boolean),
    fields: Object.entries(fields).flatMap(([key, value]) => {
      const text = taken.has(key) ? '' : textOf(value)
      return text === '' ? [] : [[words(key), text] as const]
    }),
  }
}
