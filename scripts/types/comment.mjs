import ts from 'typescript'

/** The lines of a symbol's doc comment with its tags; for a property of a schema, its `description` and the first of its `examples`. */
export function commentOf (symbol, checker) {
  const written = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  const behind = written ? undefined : schemaBehind(symbol, checker)
  if (behind) return commentOf(behind, checker)
  const { description, example } = detailsOf(symbol, checker)
  const tags = symbol.getJsDocTags(checker).map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }))
  if (example && !tags.some(({ name }) => name === 'example')) tags.push({ name: 'example', text: example })
  const text = written || asSentence(description)
  const parts = [text, ...tags.map(({ name, text }) => `@${name}${onOwnLine(name, text)}`)].filter(Boolean)
  const lines = [...new Set(parts.join('\n').replaceAll('*/', '*\\/').split('\n'))]
  if (lines.length === 1) return lines[0] ? [`/** ${lines[0]} */`] : []
  return ['/**', ...lines.map(line => ` * ${line}`.trimEnd()), ' */']
}

/** The schema of `type Name = Static<typeof NameSchema>`, whose comment is that of the type. */
function schemaBehind ({ declarations = [] }, checker) {
  const [declaration] = declarations.filter(ts.isTypeAliasDeclaration)
  const find = node => ts.isTypeQueryNode(node) ? node : ts.forEachChild(node, find)
  const query = declaration && find(declaration)
  const symbol = query && checker.getSymbolAtLocation(query.exprName)
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function onOwnLine (name, text) {
  if (!text) return ''
  return name === 'example' ? `\n${text}` : ` ${text}`
}

const asSentence = text => text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}` : ''

/** The description in the schema of a property: `name: Type.String({ description: '…', examples: […] })`. */
function detailsOf (symbol, checker) {
  const { declarations = [] } = propertyBehind(symbol, checker) ?? symbol
  const found = declarations.map(declaration => {
    if (ts.isPropertyAssignment(declaration)) return detailsIn(declaration.initializer, checker)
    if (ts.isShorthandPropertyAssignment(declaration)) return detailsOf(checker.getShorthandAssignmentValueSymbol(declaration), checker)
    return ts.isVariableDeclaration(declaration) && declaration.initializer ? detailsIn(declaration.initializer, checker) : {}
  })
  return Object.assign({}, ...found)
}

const VERSIONED = ['In', 'Formerly']

/** The schema that an expression creates; its own options win over those of the schema it is based on. */
function detailsIn (expression, checker) {
  if (ts.isCallExpression(expression)) {
    const [first, ...others] = expression.arguments
    // `In(lifespan, schema)`, `Formerly(forms, schema)`
    if (VERSIONED.includes(expression.expression.getText())) return detailsIn(others[0], checker)
    // Properties and items of a schema have their own details
    const isWrapper = first && !ts.isArrayLiteralExpression(first) && !isProperties(expression, first) && !isItems(expression)
    const inner = isWrapper ? detailsIn(first, checker) : {}
    const options = others.filter(ts.isObjectLiteralExpression).map(argument => optionsIn(argument, checker))
    return Object.assign({}, inner, ofParameter(expression, checker), ...options)
  }
  if (ts.isObjectLiteralExpression(expression)) return optionsIn(expression, checker)
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return {}
  const symbol = checker.getSymbolAtLocation(expression)
  if (!symbol) return {}
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  return detailsOf(target, checker)
}

/** The description that is passed to one of our functions as the parameter of that name. */
function ofParameter (call, checker) {
  const parameters = checker.getResolvedSignature(call)?.getParameters() ?? []
  const argument = call.arguments[parameters.findIndex(({ name }) => name === 'description')]
  return argument && ts.isStringLiteralLike(argument) ? { description: argument.text } : {}
}

const calls = ({ expression }, names) => ts.isPropertyAccessExpression(expression) && names.includes(expression.name.text)
const isProperties = (call, argument) =>
  ts.isObjectLiteralExpression(argument) && (calls(call, ['Object']) || call.expression.getText() === 'strictObject')
const isItems = call => calls(call, ['Array', 'Record'])

/** The property that `const { name } = schema.properties` extracts. */
function propertyBehind ({ declarations: [declaration] = [] }, checker) {
  if (!declaration || !ts.isBindingElement(declaration)) return undefined
  const whole = checker.getTypeAtLocation(declaration.parent)
  return whole.getProperty((declaration.propertyName ?? declaration.name).getText())
}

function optionsIn ({ properties }, checker) {
  const details = {}
  for (const property of properties) {
    if (ts.isSpreadAssignment(property)) Object.assign(details, detailsIn(property.expression, checker))
    if (!ts.isPropertyAssignment(property)) continue
    const name = property.name.getText()
    if (name === 'description') details.description = textOf(property.initializer, checker) ?? details.description
    if (name === 'examples' && ts.isArrayLiteralExpression(property.initializer)) {
      details.example = property.initializer.elements[0]?.getText()
    }
  }
  return details
}

function textOf (expression, checker) {
  if (ts.isStringLiteralLike(expression)) return expression.text
  // A long text is joined from several lines
  if (ts.isBinaryExpression(expression)) return textOf(expression.left, checker) + textOf(expression.right, checker)
  if (ts.isIdentifier(expression)) {
    const { initializer } = checker.getSymbolAtLocation(expression)?.valueDeclaration ?? {}
    return initializer && textOf(initializer, checker)
  }
  // `other.description!`
  if (ts.isNonNullExpression(expression) && ts.isPropertyAccessExpression(expression.expression)) {
    return detailsIn(expression.expression.expression, checker).description
  }
  return undefined
}
