/**
 * A page that shows `openapi.json`: routes by area, each with its parameters and responses in TypeScript's notation.
 * It loads nothing from other hosts.
 */
export const OPENAPI_PAGE = String.raw`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>kibana-cases-mock: routes</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 1.5rem 0 .5rem; text-transform: capitalize; }
h3 { margin: .8rem 0 .3rem; font-size: 1rem; }
header { position: sticky; top: 0; padding: .5rem 0; background: Canvas; }
input { font: inherit; width: 100%; padding: .4rem .6rem; box-sizing: border-box; }
details { border: 1px solid #8884; border-radius: .4rem; margin: .25rem 0; padding: .25rem .6rem; scroll-margin-top: 4rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { overflow: auto; max-height: 70vh; margin: .3rem 0; background: #8881; padding: .6rem; border-radius: .3rem; }
.method { display: inline-block; width: 4.8rem; font-weight: 600; }
.GET { color: light-dark(#1f7a48, #5fc98f); } .POST { color: light-dark(#9a5b00, #e0a34a); } .DELETE { color: light-dark(#b93224, #f08a7d); }
.PATCH, .PUT { color: light-dark(#2560bd, #86b0f5); }
.name, .comment { color: light-dark(#666, #a0a0a0); }
[hidden] { display: none; }
</style>
</head>
<body>
<h1>Routes</h1>
<p id="about">Loading…</p>
<header><input id="search" type="search" placeholder="Search by path, method or name" aria-label="Search routes"></header>
<main id="routes"></main>
<p id="none" hidden>No route fits.</p>
<script type="module">
const element = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties)
  node.append(...children)
  return node
}

// Schemas in TypeScript's notation; constraints follow as comments
const NOTED = ['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'default']
const saysSomething = (key, value) => value !== undefined && Math.abs(value) !== Number.MAX_SAFE_INTEGER && !(
  value === 0 && key !== 'minimum'
)
const notesOf = schema => [
  ...NOTED.filter(key => saysSomething(key, schema[key])).map(key => key + ' ' + JSON.stringify(schema[key])),
  ...[schema.items ?? []].flat().flatMap(notesOf).map(note => 'each ' + note),
  ...(schema.anyOf ?? []).flatMap(notesOf),
]
const unionOf = types => [...new Set(types)].join(' | ')

function write (schema, indent) {
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return unionOf(schema.enum.map(value => JSON.stringify(value)))
  if (schema.anyOf) return unionOf(schema.anyOf.map(each => write(each, indent)))
  if (schema.allOf) return writeAll(schema.allOf, indent)
  if (schema.type === 'array') {
    const { items = {} } = schema
    return items.enum || items.anyOf || items.allOf ? 'Array<' + write(items, indent) + '>' : write(items, indent) + '[]'
  }
  return schema.type === 'object' ? writeObject(schema, indent) : schema.type ?? 'unknown'
}

// Merge adjacent objects
function writeAll (schemas, indent) {
  const all = schemas.flatMap(schema => schema.allOf ?? schema).flatMap(schema => schema.allOf ?? schema)
  const objects = all.filter(({ properties }) => properties)
  const whole = {
    type: 'object',
    properties: Object.assign({}, ...objects.map(({ properties }) => properties)),
    required: objects.flatMap(({ required = [] }) => required),
  }
  const others = all.filter(({ properties }) => !properties).map(schema => '(' + write(schema, indent) + ')')
  return [writeObject(whole, indent), ...others].join(' & ')
}

function writeObject ({ properties = {}, required = [], patternProperties = {}, additionalProperties }, indent) {
  const inner = indent + '  '
  const rest = [
    ...Object.values(patternProperties), ...(additionalProperties ? [additionalProperties === true ? {} : additionalProperties] : []),
  ]
  const members = [
    ...Object.entries(properties).map(
      ([name, schema]) => [(/^\w+$/.test(name) ? name : JSON.stringify(name)) + (required.includes(name) ? '' : '?'), schema],
    ),
    ...rest.map(schema => ['[name: string]', schema]),
  ]
  const lines = members.map(
    ([name, schema]) => inner + name + ': ' + write(schema, inner) + notesOf(schema).map(
      (note, index) => (index ? ', ' : ' // ') + note,
    ).join(''),
  )
  return lines.length ? '{\n' + lines.join('\n') + '\n' + indent + '}' : '{}'
}

function showSchema (schema) {
  const pre = element('pre')
  for (const line of (write(schema, '') + notesOf(schema).map(note => ' // ' + note).join('') + '\n').split(/(?<=\n)/)) {
    const [code, comment] = line.split(/(?= \/\/ )/, 2)
    pre.append(code, element('span', { className: 'comment' }, comment ?? ''))
  }
  return pre
}

const part = (title, ...nodes) => [element('h3', {}, title), ...nodes]

function showParameters (parameters = []) {
  return ['path', 'query', 'header'].flatMap(place => {
    const here = parameters.filter(parameter => parameter.in === place)
    const schema = {
      type: 'object',
      properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
      required: here.filter(({ required }) => required).map(({ name }) => name),
    }
    return here.length ? part('In the ' + place, showSchema(schema)) : []
  })
}

function showContent (title, { content = {}, description = '' } = {}) {
  const said = description === 'Default Response' ? '' : description
  const types = Object.entries(content)
  if (!types.length) return part([title, said || 'no body'].join(': '))
  return types.flatMap(([type, { schema }]) => part([title, type, said].filter(Boolean).join(', '), showSchema(schema)))
}

function showAnswers (responses) {
  const byText = new Map()
  for (const [status, response] of Object.entries(responses)) {
    const text = JSON.stringify(response)
    byText.set(text, { response, statuses: [...byText.get(text)?.statuses ?? [], status] })
  }
  return [...byText.values()].flatMap(({ statuses, response }) => showContent('Answer ' + statuses.join(', '), response))
}

function showRoute (path, method, { operationId, deprecated, parameters, requestBody, responses }) {
  const name = method.toUpperCase()
  const details = element('details', { id: operationId },
    element('summary', {}, element('span', { className: 'method ' + name }, name), element('code', {}, path), ' ',
      element('span', { className: 'name' }, operationId + (deprecated ? ', deprecated' : ''))))
  details.dataset.search = (name + ' ' + path + ' ' + operationId).toLowerCase()
  // There are many, and few are opened
  details.addEventListener('toggle', () => {
    details.append(...showParameters(parameters), ...requestBody ? showContent('Body', requestBody) : [], ...showAnswers(responses))
  }, { once: true })
  details.addEventListener('toggle', () => { if (details.open) history.replaceState(null, '', '#' + operationId) })
  return details
}

function openNamed () {
  const details = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (details?.tagName !== 'DETAILS') return
  details.open = true
  details.scrollIntoView()
}

const about = document.getElementById('about')
try {
  const { info, paths } = await (await fetch(new URL('openapi.json', location))).json()
  about.textContent = info.description
  const rooms = new Map()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, route] of Object.entries(methods)) {
      const room = route.tags?.[0] ?? 'other'
      rooms.set(room, [...rooms.get(room) ?? [], showRoute(path, method, route)])
    }
  }
  document.getElementById('routes').append(
    ...[...rooms].map(([room, routes]) => element('section', {}, element('h2', {}, room), ...routes)),
  )
  openNamed()
  addEventListener('hashchange', openNamed)
} catch (error) {
  about.textContent = 'The description of the routes could not be loaded: ' + error.message
}
document.getElementById('search').addEventListener('input', ({ target }) => {
  const words = target.value.toLowerCase().split(/\s+/)
  for (const route of document.querySelectorAll('details')) route.hidden = !words.every(word => route.dataset.search.includes(word))
  for (const room of document.querySelectorAll('section')) room.hidden = !room.querySelector('details:not([hidden])')
  document.getElementById('none').hidden = document.querySelector('details:not([hidden])') !== null
})
</script>
</body>
</html>
`
