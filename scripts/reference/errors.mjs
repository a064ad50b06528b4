// The messages of Kibana that this server uses, read from the errors.ts of each area.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const STATUSES = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  savedObjectNotFound: 404,
  notAcceptable: 406,
  conflict: 409,
  failedDependency: 424,
  internalError: 500,
}

/** Returns a message with `<name>` for each interpolated value. */
function messageOf (node) {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const parts = [messageOf(node.left), messageOf(node.right)]
    return parts.includes(undefined) ? undefined : parts.join('')
  }
  if (!ts.isTemplateExpression(node)) return undefined
  const parts = node.templateSpans.map(({ expression, literal }) =>
    `<${expression.getText().replace(/\.join\(.*\)$/, '').split('(').at(0).split('.').at(-1)}>${literal.text}`)
  return node.head.text + parts.join('')
}

function findCall (node) {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text in STATUSES) return node
  return ts.forEachChild(node, findCall)
}

/** Rows of `[status, message, source file]`. */
export function errorRows () {
  const files = readdirSync('src', { recursive: true }).filter(name => name.endsWith('errors.ts')).map(name => join('src', name)).sort()
  return files.flatMap(file => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    return source.statements.flatMap(statement => {
      const call = statement.getText().startsWith('export') ? findCall(statement) : undefined
      if (!call) return []
      const name = call.expression.text
      const message = name === 'savedObjectNotFound'
        ? `Saved object [${call.arguments[0].text ?? '<type>'}/<id>] not found`
        : messageOf(call.arguments[0])
      return message === undefined ? [] : [[STATUSES[name], message, file]]
    })
  })
}
