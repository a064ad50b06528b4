import { readFileSync } from 'node:fs'
import t from 'tap'
import { checkInput } from '../../src/input/check-input.js'
import type { Answer } from '../../src/verify/answer.js'
import type { DifferenceKind } from '../../src/verify/compare.js'
import { compareOutcomes } from '../../src/verify/compare-outcomes.js'
import { isJsonObject, type Json } from '../../src/kibana-client/json.js'
import { RecordingSchema } from '../../src/verify/recording.js'

interface Mutation { readonly answer: Answer, readonly kind: DifferenceKind, readonly path: string }
interface Change { readonly value: Json, readonly kind: DifferenceKind, readonly path: string }

const under = (path: string, key: string) => path === '' ? key : `${path}.${key}`
const without = (value: Record<string, Json>, key: string) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))

/** Every value with one change: another value, null, one key less or more, one item less, another order of items or keys. */
function * changesOf (value: Json, path = ''): Generator<Change> {
  if (value !== null) yield { value: null, kind: 'type', path }
  if (isJsonObject(value)) {
    const entries = Object.entries(value)
    yield { value: { ...value, kcmExtra: 1 }, kind: 'missing key', path: under(path, 'kcmExtra') }
    if (entries.length > 1) yield { value: Object.fromEntries(entries.toReversed()), kind: 'key order', path }
    for (const [key, item] of entries) {
      yield { value: without(value, key), kind: 'unknown key', path: under(path, key) }
      for (const change of changesOf(item, under(path, key))) yield { ...change, value: { ...value, [key]: change.value } }
    }
  } else if (Array.isArray(value)) {
    const [first, second, ...others] = value
    if (first === undefined) return
    yield { value: value.slice(1), kind: 'length', path }
    if (second !== undefined && JSON.stringify(first) !== JSON.stringify(second)) {
      yield { value: [second, first, ...others], kind: 'order', path }
    }
    for (const [index, item] of value.entries()) {
      for (const change of changesOf(item, under(path, String(index)))) yield { ...change, value: value.with(index, change.value) }
    }
  } else if (value === null) yield { value: 'kcm', kind: 'type', path }
  else yield { value: typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}.`, kind: 'value', path }
}

function * mutationsOf (answer: Answer): Generator<Mutation> {
  yield { answer: { ...answer, status: answer.status + 1 }, kind: 'status', path: '' }
  for (const [name, text] of Object.entries(answer.headers ?? {})) {
    yield { answer: { ...answer, headers: { ...answer.headers, [name]: `${text}.` } }, kind: 'header', path: name }
    yield { answer: { ...answer, headers: without(answer.headers!, name) as Record<string, string> }, kind: 'header', path: name }
  }
  if (answer.body === undefined) return
  for (const { value, kind, path } of changesOf(answer.body)) yield { answer: { ...answer, body: value }, kind, path }
}

/** The longest answer to change, as JSON. Longer ones contain nothing new. */
const MAX_CHARACTERS = 6000

t.test('every single change to a recorded answer is found, and nothing else', async t => {
  const { scenarios } = checkInput(RecordingSchema, JSON.parse(readFileSync('fixtures/recorded/9.5.4.json', 'utf8')), 'recording')
  const counts = new Map<DifferenceKind, number>()
  const wrong = []
  for (const [establishes, answers] of Object.entries(scenarios)) {
    for (const answer of answers) {
      if ('unsent' in answer || JSON.stringify(answer).length > MAX_CHARACTERS) continue
      for (const { answer: mutated, kind, path } of mutationsOf(answer)) {
        const found = compareOutcomes(mutated, answer, { keyOrder: true })
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
        if (found.length !== 1 || found[0]!.kind !== kind || found[0]!.path !== path) wrong.push({ establishes, kind, path, found })
      }
    }
  }
  t.strictSame(wrong.slice(0, 5), [])
  const kinds = ['status', 'value', 'type', 'missing key', 'unknown key', 'order', 'length', 'key order', 'header'] as const
  for (const kind of kinds) t.ok((counts.get(kind) ?? 0) > 5, `${counts.get(kind)} of the kind ${kind}`)
})
