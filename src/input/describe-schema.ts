import { Kind, type TSchema } from '@sinclair/typebox'

/** True if a value is a plain object, as in JSON. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Prints a path in JavaScript's notation: `cases[0].connector.fields`. */
export function printPath (path: readonly (string | number)[]): string {
  return path.map((step, index) => {
    if (typeof step === 'number') return `[${step}]`
    if (!/^[\w$-]+$/.test(step)) return `[${JSON.stringify(step)}]`
    return index === 0 ? step : `.${step}`
  }).join('')
}

const LONGEST_VALUE = 60

function toText (value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'bigint') return `${value}n`
  try {
    return JSON.stringify(value) ?? 'nothing'
  } catch {
    return 'a value that JSON cannot represent'
  }
}

/** Prints a value as JSON, shortened to fit the line. */
export function printValue (value: unknown): string {
  const text = toText(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

/** Prints `"a", "b" or "c"`. */
export function printChoice (values: readonly unknown[]): string {
  const texts = values.map(value => JSON.stringify(value))
  return [texts.slice(0, -1).join(', '), texts.at(-1)].filter(Boolean).join(' or ')
}

const within = (minimum: number | undefined, maximum: number | undefined, unit = ''): string => {
  if (minimum === undefined && maximum === undefined) return ''
  if (minimum === maximum) return ` of ${minimum}${unit}`
  if (maximum === undefined) return ` of ${minimum} or more${unit}`
  return minimum === undefined ? ` of at most ${maximum}${unit}` : ` of ${minimum} to ${maximum}${unit}`
}

/** Describes the values that a schema accepts, in words that follow `expected`. */
export function describeSchema (schema: TSchema): string {
  if (schema.expected !== undefined) return schema.expected
  switch (schema[Kind]) {
    case 'String': return `a string${within(schema.minLength, schema.maxLength, ' characters')}`
    case 'Integer': return `a whole number${within(schema.minimum, schema.maximum)}`
    case 'Number': return `a number${within(schema.minimum, schema.maximum)}`
    case 'Boolean': return 'true or false'
    case 'Null': return 'null'
    case 'Literal': return JSON.stringify(schema.const)
    case 'Array': return `a list${within(schema.minItems, schema.maxItems, ' items')}`
    case 'Function': return 'a function'
    case 'Union': return describeUnion(schema)
    case 'Unsafe': return schema.anyOf ? describeUnion(schema) : printChoice(schema.enum)
    case 'Unknown': return 'a value'
    default: return 'an object'
  }
}

/** Prints the example of an object or list, to follow its description: `, such as {"port":9200}`. A long one is left out. */
export function printExample ({ expected, examples: [example] = [] }: TSchema): string {
  const text = typeof example === 'object' ? JSON.stringify(example) : ''
  return expected !== undefined || text === '' || text.length > LONGEST_VALUE ? '' : `, such as ${text}`
}

const describeUnion = ({ anyOf }: TSchema): string => [...new Set(anyOf.map(describeSchema))].join(' or ')
