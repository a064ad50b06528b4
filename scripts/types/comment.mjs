import ts from 'typescript'

/** The lines of a symbol's doc comment with its tags; of a property of a schema without one, its `description`. */
export function commentOf (symbol, checker) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)) || descriptionOf(symbol)
  const tags = symbol.getJsDocTags(checker).map(({ name, text }) => `@${name}${textOf(name, ts.displayPartsToString(text))}`)
  const lines = [...new Set([text, ...tags].filter(Boolean).join('\n').split('\n'))]
  if (lines.length === 1) return lines[0] ? [`/** ${lines[0]} */`] : []
  return ['/**', ...lines.map(line => ` * ${line}`.trimEnd()), ' */']
}

function textOf (name, text) {
  if (!text) return ''
  return name === 'example' ? `\n${text}` : ` ${text}`
}

/** `name: Type.String({ description: '…' })` */
function descriptionOf ({ declarations = [] }) {
  const texts = declarations.map(declaration => ts.isPropertyAssignment(declaration) ? descriptionIn(declaration.initializer) : undefined)
  const text = texts.find(Boolean)
  return text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}` : ''
}

function descriptionIn (expression) {
  if (!ts.isCallExpression(expression)) return undefined
  for (const argument of [...expression.arguments].reverse()) {
    const found = ts.isObjectLiteralExpression(argument) ? ownDescription(argument) : descriptionIn(argument)
    if (found) return found
  }
  return undefined
}

function ownDescription ({ properties }) {
  const found = properties.find(property => ts.isPropertyAssignment(property) && property.name.getText() === 'description')
  return found && ts.isStringLiteralLike(found.initializer) ? found.initializer.text : undefined
}
