import { jsonText } from './json-text.js'

export interface DiffLine {
  readonly kind: 'add' | 'del' | 'same'
  readonly text: string
}

/** A property that differs between two documents, or is equal in both. */
export interface Difference {
  readonly key: string
  readonly isEqual: boolean
  readonly lines: readonly DiffLine[]
}

type Document = Readonly<Record<string, unknown>>

const linesOf = (key: string, document: Document) =>
  key in document ? `${JSON.stringify(key)}: ${jsonText(document[key], 80)},`.split('\n') : []

/** The lines of both sides. Equal lines at the beginning and at the end appear once. */
function compare (before: readonly string[], after: readonly string[]): DiffLine[] {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const as = (kind: DiffLine['kind']) => (text: string): DiffLine => ({ kind, text })
  return [
    ...before.slice(0, start).map(as('same')),
    ...before.slice(start, before.length - end).map(as('del')),
    ...after.slice(start, after.length - end).map(as('add')),
    ...after.slice(after.length - end).map(as('same')),
  ]
}

/** Whether a property has the same value in two documents. */
export const isSame = (key: string, before: Document, after: Document) => JSON.stringify(before[key]) === JSON.stringify(after[key])

/** Properties that only some answers include, so that their absence is not a change. */
const COUNTED = /^(?:total|comments$|space$)/

/** Every property of two versions of a document, starting with the ones that differ. */
export function differences (before: Document, after: Document): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(key => !COUNTED.test(key) || (key in before && key in after))
  const all = keys.map(key => ({ key, isEqual: isSame(key, before, after), lines: compare(linesOf(key, before), linesOf(key, after)) }))
  return [...all.filter(({ isEqual }) => !isEqual), ...all.filter(({ isEqual }) => isEqual)]
}
