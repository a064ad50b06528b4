import { withField } from '../../alerts/fields.js'
import { ElasticsearchError } from '../../alerts/query/elasticsearch-error.js'
import { isPlainObject } from '../../decoding/plain-object.js'

type Source = Readonly<Record<string, unknown>>

/** An assignment to a field, of a member of `params` or a literal: `ctx._source['a.b'] = params.c`. */
const FIELD = /ctx\._source(?:\.([\w@.]+)|\[\s*(?<before>['"])(.+?)\k<before>\s*\])/.source
const PARAMETER = /params\.(\w+)|params\[\s*(?<around>['"])(.+?)\k<around>\s*\]/.source
const LITERAL = /(?<quote>['"])(.*?)\k<quote>|(true|false|null|-?\d+(?:\.\d+)?)/.source
const ASSIGNMENT = new RegExp(`^${FIELD}\\s*=\\s*(?:${PARAMETER}|${LITERAL})$`, 's')

const compileError = (script: string) => new ElasticsearchError(400, {
  type: 'script_exception', reason: 'compile error', script_stack: [script, '^---- HERE'], script, lang: 'painless',
})

/**
 * Applies a script to a document. Without an interpreter, only assignments to fields are supported.
 * @throws ElasticsearchError 400 for any other statement
 */
export function applyScript (source: Source, script: unknown): Source {
  const { source: text, params = {} }: Source = isPlainObject(script) ? script : { source: script }
  const statements = String(text).split(';').map(statement => statement.trim()).filter(statement => statement !== '')
  return statements.reduce((document, statement) => {
    const [matched, member, , key, param, , named, , quoted, literal] = ASSIGNMENT.exec(statement) ?? []
    if (matched === undefined) throw compileError(statement)
    const name = param ?? named
    const value: unknown = name !== undefined
      ? isPlainObject(params) ? params[name] ?? null : null
      : quoted ?? JSON.parse(literal!)
    return withField(document, (member ?? key)!, value)
  }, source)
}
