// Rolls the types that a file exports, and all that they refer to, into one declaration file.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'
import { commentOf } from './comment.mjs'
import { Names } from './names.mjs'
import { block, Printer } from './printer.mjs'

/** @param entry a TypeScript file; @returns the text of its declaration file */
export function rollTypes (entry) {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', readFileSync('tsconfig.json', 'utf8'))
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [entry] }, ts.sys, '.')
  const program = ts.createProgram([entry], options)
  const checker = program.getTypeChecker()
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(resolve('src')))
  const module = checker.getSymbolAtLocation(program.getSourceFile(resolve(entry)))
  const exported = new Map(checker.getExportsOfModule(module).map(symbol => [checker.getAliasedSymbol(symbol), symbol.name]))
  const names = new Names(checker, sources, exported)
  const printer = new Printer(checker, names)
  const declarations = []
  // Printing adds further named types
  for (const [symbol, name] of names.declared) {
    const comment = commentOf(symbol, checker).map(line => `${line}\n`).join('')
    declarations.push(`${comment}export ${declare(symbol, name, exported.has(symbol))}\n`)
  }
  return `/// <reference types="node" />\n\n${declarations.join('\n')}`

  function declare (symbol, name, isExported) {
    if (symbol.flags & ts.SymbolFlags.Function) {
      const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures()
      return `declare function ${name} ${printer.signature(signature)}`
    }
    const type = checker.getDeclaredTypeOfSymbol(symbol)
    const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0
    if (!isClass && !(symbol.flags & ts.SymbolFlags.Interface)) {
      return isObject(type) ? `interface ${name} ${block(printer.members(type))}` : `type ${name} = ${printer.type(type, 0, name)}`
    }
    const bases = (checker.getBaseTypes(type) ?? [])
      .map(base => ({ base, name: names.of(base) ?? (isClass ? printer.type(base) : undefined) }))
      .filter(({ name }) => name)
    const inherited = new Set(bases.flatMap(({ base }) => checker.getPropertiesOfType(base).map(property => property.name)))
    const heading = `${name}${bases.length ? ` extends ${bases.map(base => base.name).join(', ')}` : ''}`
    const own = block(printer.members(type, 0, inherited))
    // Only the type of a class is useful if it can't be constructed from outside
    return isClass && isExported && isValue(symbol) ? `declare class ${heading} ${own}` : `interface ${heading} ${own}`
  }

  function isValue (symbol) {
    const [declaration] = checker.getExportsOfModule(module)
      .filter(exported => checker.getAliasedSymbol(exported) === symbol)
      .flatMap(({ declarations }) => declarations)
    return !declaration.isTypeOnly && !declaration.parent.parent.isTypeOnly
  }
}

/** True if a type can be declared as an interface. */
function isObject (type) {
  if (type.isIntersection()) return type.types.every(member => isObject(member))
  return (type.flags & ts.TypeFlags.Object) !== 0 && type.getCallSignatures().length === 0 &&
    !/^(?:Readonly)?Array$/.test(type.symbol?.name)
}
