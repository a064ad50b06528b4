import { withField } from '../../alerts/fields.js'
import { ElasticsearchError } from '../../alerts/query/elasticsearch-error.js'
import { isPlainObject } from '../../decoding/plain-object.js'

type Source = Readonly<Record<string, unknown>>

/** An assignment to a field, of a member of `params` or a literal: `ctx._source['a.b'] = params.c`. */
const KEY = /\[\s*(?:'([^'\\]+)'|"([^"\\]+)")\s*\]/.source
const FIELD = `ctx\\._source(?:\\.([\\w@.]+)|${KEY})`
const PARAMETER = `params(?:\\.(\\w+)|${KEY})`
const LITERAL = /'([^'\\]*)'|"([^"\\]*)"|(true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?)/.source
const ASSIGNMENT = new RegExp(`^${FIELD}\\s*=\\s*(?:${PARAMETER}|${LITERAL})$`)

const compileError = (script: string) => new ElasticsearchError(400, {
  type: 'script_exception', reason: 'compile error', script_stack: [script, '^---- HERE'], script, lang: 'painless',
})

/** The text of the one group that matched. */
const firstOf = (parts: RegExpExecArray, from: number, to: number) => parts.slice(from, to + 1).find(part => part !== undefined)

const readParameter = (params: unknown, name: string): unknown =>
  isPlainObject(params) && Object.hasOwn(params, name) ? params[name] : null

/**
 * Applies a script to a document. Without an interpreter, only assignments to fields are supported.
 * @throws ElasticsearchError 400 for any other statement
 */
export function applyScript (source: Source, script: unknown): Source {
  const { source: text, params = {} }: Source = isPlainObject(script) ? script : { source: script }
  const statements = String(text).split(';').map(statement => statement.trim()).filter(statement => statement !== '')
  return statements.reduce((document, statement) => {
    const parts = ASSIGNMENT.exec(statement)
    if (!parts) throw compileError(statement)
    const [field, name, text] = [firstOf(parts, 1, 3), firstOf(parts, 4, 6), firstOf(parts, 7, 8)]
    const value: unknown = name === undefined ? text ?? JSON.parse(parts[9]!) : readParameter(params, name)
    return withField(document, field!, value)
  }, source)
}
