// Prints a type as if written by hand: the results of schemas and mapped types are spelled out, each property with the comment from its
// declaration; a type that has a name in the sources is referred to by this name.
import ts from 'typescript'
import { commentOf } from './comment.mjs'

const has = (type, flags) => (type.flags & flags) !== 0
const isIdentifier = name => /^[A-Za-z_$][\w$]*$/.test(name)
const quote = text => `'${text.replace(/[\\']/g, '\\$&')}'`
const indent = line => `  ${line}`.trimEnd()
const DEPTH = 40

/** The text of a block of members. */
export const block = lines => lines.length ? `{\n${lines.map(indent).join('\n')}\n}` : '{}'

export class Printer {
  #checker
  #names

  /** @param names `of(type)`: the name of a type of the sources, if it has one; `within(types)`: named unions among these types */
  constructor (checker, names) {
    this.#checker = checker
    this.#names = names
  }

  /** @param declared the name that is being declared, whose type has to be spelled out */
  type (type, depth = 0, declared = undefined) {
    if (depth > DEPTH) throw new Error(`an endless type: ${this.#checker.typeToString(type)}`)
    const name = this.#names.of(type)
    if (name !== undefined && name !== declared) return name
    if (type.isStringLiteral()) return quote(type.value)
    if (type.isUnion()) return this.#union(type.types, depth, declared)
    if (this.#checker.isArrayType(type)) {
      const [member] = this.#checker.getTypeArguments(type)
      const item = this.#inner(member, depth)
      const isCompound = (member.isUnion() && / \| /.test(item)) || member.getCallSignatures().length > 0
      return `${type.symbol.name === 'ReadonlyArray' ? 'readonly ' : ''}${isCompound ? `(${item})` : item}[]`
    }
    if (this.#checker.isTupleType(type)) {
      const items = this.#checker.getTypeArguments(type).map(item => this.#inner(item, depth))
      return `${type.target.readonly ? 'readonly ' : ''}[${items.join(', ')}]`
    }
    if (type.isIntersection() && type.types.some(member => !has(member, ts.TypeFlags.Object | ts.TypeFlags.Intersection))) {
      return `(${type.types.map(member => this.#inner(member, depth)).join(' & ')})`
    }
    if (!has(type, ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.#checker.typeToString(type)
    if (isForeign(type)) return this.#foreign(type, depth)
    const [signature] = type.getCallSignatures()
    return signature && type.getProperties().length === 0 ? this.signature(signature, depth, ' =>') : block(this.members(type, depth))
  }

  /** Parameters and result of a function. */
  signature (signature, depth = 0, arrow = ':') {
    const parameters = signature.getParameters().map(parameter => {
      const tuple = tupleOf(parameter, this.#checker)
      if (tuple) return this.#elements(tuple, depth)
      const { dotDotDotToken, questionToken, initializer } = parameter.valueDeclaration ?? {}
      const isOptional = questionToken !== undefined || initializer !== undefined
      // A destructured parameter has no name of its own
      const name = isIdentifier(parameter.name) && !parameter.name.startsWith('__') ? parameter.name : 'options'
      return `${dotDotDotToken ? '...' : ''}${name}${isOptional ? '?' : ''}: ${this.#value(parameter, isOptional, depth)}`
    })
    const generic = (signature.getTypeParameters() ?? []).map(parameter => {
      const standard = parameter.getDefault()
      return parameter.symbol.name + (standard ? ` = ${this.#inner(standard, depth)}` : '')
    })
    return `${generic.length ? `<${generic.join(', ')}>` : ''}(${parameters.join(', ')})${arrow} ` +
      `${this.#inner(signature.getReturnType(), depth)}`
  }

  /** The parameters in `...args: [name: string, …]`, as in a function type derived from another. */
  #elements (tuple, depth) {
    const { labeledElementDeclarations = [], elementFlags } = tuple.target
    return this.#checker.getTypeArguments(tuple).map((type, index) => {
      const isOptional = (elementFlags[index] & ts.ElementFlags.Optional) !== 0
      const value = isOptional && type.isUnion() ? this.#checker.getNonNullableType(type) : type
      const name = labeledElementDeclarations[index]?.name
      return `${name && ts.isIdentifier(name) ? name.text : 'options'}${isOptional ? '?' : ''}: ${this.#inner(value, depth)}`
    }).join(', ')
  }

  /** The lines of an object's members, without the excluded ones. */
  members (type, depth = 0, without = new Set()) {
    const indexes = this.#checker.getIndexInfosOfType(type).flatMap(({ keyType, type: value, isReadonly }) =>
      `${isReadonly ? 'readonly ' : ''}[key: ${this.#checker.typeToString(keyType)}]: ${this.#inner(value, depth)}`.split('\n'))
    const properties = this.#checker.getPropertiesOfType(type).filter(({ name }) => !without.has(name)).sort(asDeclared)
    return [...indexes, ...properties.flatMap(property => this.#member(property, depth))]
  }

  #member (property, depth) {
    const key = this.#key(property)
    if (key === undefined) return []
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
    const name = `${key}${isOptional ? '?' : ''}`
    const signatures = property.flags & ts.SymbolFlags.Method ? this.#checker.getTypeOfSymbol(property).getCallSignatures() : []
    const lines = signatures.length
      ? signatures.map(signature => `${name} ${this.signature(signature, depth)}`)
      : [`${isReadonly(property) ? 'readonly ' : ''}${name}: ${this.#value(property, isOptional, depth)}`]
    return [...commentOf(property, this.#checker), ...[...new Set(lines)].flatMap(line => line.split('\n'))]
  }

  /** A property's name as written; `undefined` if it is private. */
  #key (property) {
    const { name, valueDeclaration } = property
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
    if (name.startsWith('#') || (valueDeclaration && ts.getCombinedModifierFlags(valueDeclaration) & hidden)) return undefined
    if (property.getJsDocTags(this.#checker).some(tag => tag.name === 'internal')) return undefined
    const wellKnown = /^__@(\w+)@/.exec(name)
    if (wellKnown) return `[Symbol.${wellKnown[1]}]`
    return isIdentifier(name) ? name : quote(name)
  }

  /** The type of a property or parameter, without the `undefined` of optional ones. */
  #value (symbol, isOptional, depth) {
    const type = this.#checker.getTypeOfSymbol(symbol)
    if (!isOptional || !type.isUnion()) return this.#inner(type, depth)
    const isNullable = type.types.some(member => has(member, ts.TypeFlags.Null))
    if (!isNullable) return this.#inner(this.#checker.getNonNullableType(type), depth)
    return this.#union(type.types.filter(member => !has(member, ts.TypeFlags.Undefined)), depth + 1)
  }

  #union (types, depth, declared) {
    const { names, rest } = this.#names.within(types, declared)
    const isBoolean = member => has(member, ts.TypeFlags.BooleanLiteral)
    const printed = rest.filter(member => !isBoolean(member)).map(member => this.#inner(member, depth))
    const booleans = rest.filter(isBoolean)
    const parts = [
      ...names, ...printed, ...booleans.length === 2 ? ['boolean'] : booleans.map(member => this.#checker.typeToString(member)),
    ]
    const isNothing = part => part === 'null' || part === 'undefined'
    const all = [...new Set(parts)].map(part => /=>/.test(part) && !part.startsWith('{') ? `(${part})` : part)
    return [...all.filter(part => !isNothing(part)), ...all.filter(isNothing)].join(' | ')
  }

  #inner (type, depth) {
    return this.type(type, depth + 1)
  }

  #foreign (type, depth) {
    const name = foreignName(type)
    // The arguments of Node's own types depend on their release
    if (name.startsWith('import(') || name === 'Buffer' || !type.target || type.target === type) return name
    const args = this.#checker.getTypeArguments(type)
    return args.length ? `${name}<${args.map(argument => this.#inner(argument, depth)).join(', ')}>` : name
  }
}

/** The tuple of a rest parameter, if it is one. */
function tupleOf (parameter, checker) {
  if (!parameter.valueDeclaration?.dotDotDotToken && !(parameter.links?.checkFlags & ts.CheckFlags?.RestParameter)) return undefined
  const type = checker.getTypeOfSymbol(parameter)
  return checker.isTupleType(type) ? type : undefined
}

const inPackage = declaration => declaration.getSourceFile().fileName.includes('node_modules')

/** True for a type of JavaScript or Node, whose name is known everywhere. */
function isForeign ({ symbol }) {
  const isNamed = declaration => ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)
  return (symbol?.declarations ?? []).some(declaration => inPackage(declaration) && isNamed(declaration))
}

function foreignName ({ symbol }) {
  const parents = []
  for (let { parent } = symbol; parent; { parent } = parent) parents.push(parent.name)
  const module = parents.map(name => /^"([a-z_/]+)"$/.exec(name)?.[1]).find(Boolean)
  if (module) return `import('node:${module}').${symbol.name}`
  return [...parents.filter(name => name === 'NodeJS'), symbol.name].join('.')
}

function isReadonly ({ declarations = [], links }) {
  // Mapped types mark read-only properties differently
  return ((links?.checkFlags ?? 0) & 8) !== 0 ||
    declarations.some(declaration => ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly)
}

/** Properties of one declaration in source order, which mapped types do not preserve. */
function asDeclared ({ declarations: [one] = [] }, { declarations: [other] = [] }) {
  return one && other && one.getSourceFile() === other.getSourceFile() ? one.pos - other.pos : 0
}
