import ts from 'typescript'

const NAMED = ts.SymbolFlags.Interface | ts.SymbolFlags.Class
const Flag = ts.TypeFlags
const hasFlag = (type, flags) => (type.flags & flags) !== 0
const isPrimitive = type => hasFlag(type, Flag.String | Flag.Number | Flag.Boolean | Flag.Null | Flag.Undefined)

/** The names of the types of a program: those it exports, and those its exports refer to. */
export class Names {
  /** Each symbol that needs a declaration, with its name; grows while declarations are printed. */
  declared
  #sources
  #checker
  /** Computed types are recognized by identity. */
  #aliases = new Map()

  /** @param exported each exported symbol with its name */
  constructor (checker, sources, exported) {
    this.#checker = checker
    this.#sources = new Set(sources)
    this.declared = new Map(exported)
    for (const statement of sources.flatMap(source => [...source.statements])) {
      if (!ts.isTypeAliasDeclaration(statement) || statement.typeParameters) continue
      const symbol = checker.getSymbolAtLocation(statement.name)
      const type = checker.getDeclaredTypeOfSymbol(symbol)
      const isNameable = type.isUnion() ? !type.types.every(isPrimitive) : hasFlag(type, Flag.Object | Flag.Intersection)
      if (isNameable && (!this.#aliases.has(type) || exported.has(symbol))) this.#aliases.set(type, symbol)
    }
  }

  /** The name of a type, if it has one. */
  of (type) {
    const symbol = this.#aliases.get(type) ?? (type.symbol && type.symbol.flags & NAMED ? type.symbol : undefined)
    if (!symbol) return undefined
    const known = this.declared.get(symbol)
    if (known !== undefined) return known
    if (!symbol.declarations.some(declaration => this.#sources.has(declaration.getSourceFile()))) return undefined
    if ([...this.declared.values()].includes(symbol.name)) {
      throw new Error(`two types in the declarations are called ${symbol.name}: export one of them from the entry under another name`)
    }
    this.declared.set(symbol, symbol.name)
    return symbol.name
  }

  /** Splits the members of a union into named unions, largest first, and remaining members. */
  within (types, declared) {
    const names = []
    let rest = [...types]
    const unions = [...this.#aliases.keys()].filter(type => type.isUnion()).sort((a, b) => b.types.length - a.types.length)
    for (const union of unions) {
      if (!union.types.every(member => rest.includes(member))) continue
      // Undeclared unions may have the same members by accident
      const name = this.declared.get(this.#aliases.get(union))
      if (name === undefined || name === declared) continue
      names.push(name)
      rest = rest.filter(member => !union.types.includes(member))
    }
    return { names, rest }
  }
}
