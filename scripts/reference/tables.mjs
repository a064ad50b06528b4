// Markdown tables of schemas.

const cell = text => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')
export const row = cells => `| ${cells.map(cell).join(' | ')} |`

/** A Markdown table; a column without any value is left out. */
export function table (headings, rows) {
  const kept = headings.map((_, index) => index).filter(index => rows.some(cells => cells[index] !== ''))
  const pick = cells => kept.map(index => cells[index])
  return [row(pick(headings)), row(kept.map(() => '---')), ...rows.map(cells => row(pick(cells)))].join('\n')
}

const isObject = schema => schema.properties !== undefined
const example = ({ examples = [] }) => examples.map(value => `\`${JSON.stringify(value)}\``).join(', ')

/** Lists the properties of an object, followed by those of nested objects: `match.method`. */
function propertyRows (schema, describe, prefix = '') {
  return Object.entries(schema.properties).flatMap(([key, member]) => {
    const path = `${prefix}${key}`
    const [named] = Object.values(member.patternProperties ?? {})
    const inner = isObject(member)
      ? propertyRows(member, describe, `${path}.`)
      : named && isObject(named) ? propertyRows(named, describe, `${path}.<name>.`) : []
    const isRequired = schema.required?.includes(key) && member.default === undefined
    return [[`\`${path}\``, isRequired ? 'yes' : '', describe(member), member.description ?? '', example(member)], ...inner]
  })
}

export const schemaTable = (schema, describe) => table(['key', 'required', 'value', 'meaning', 'example'], propertyRows(schema, describe))
