/** A page that shows `openapi.json` beside it: routes by room, each with what it takes and answers. It loads nothing from elsewhere. */
export const OPENAPI_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>kibana-cases-mock: routes</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2rem 0 .5rem; text-transform: capitalize; }
input { font: inherit; width: 100%; padding: .4rem .6rem; box-sizing: border-box; }
details { border: 1px solid #8884; border-radius: .4rem; margin: .25rem 0; padding: .25rem .6rem; }
summary { cursor: pointer; }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { overflow: auto; max-height: 26rem; background: #8881; padding: .6rem; border-radius: .3rem; }
.method { display: inline-block; width: 4.2rem; font-weight: 600; }
.GET { color: #2a7d4f; } .POST { color: #b06a00; } .PATCH, .PUT { color: #2f6fd0; } .DELETE { color: #c0392b; }
</style>
</head>
<body>
<h1>Routes</h1>
<p id="about">Loading…</p>
<input id="search" type="search" placeholder="Search by path, method or name" aria-label="Search routes">
<main id="routes"></main>
<script type="module">
const element = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties)
  node.append(...children)
  return node
}
const part = (title, value) => value === undefined ? [] : [element('h4', {}, title), element('pre', {}, JSON.stringify(value, null, 2))]
const schemaOf = body => body?.content?.['application/json']?.schema

const about = document.getElementById('about')
try {
  const { info, paths } = await (await fetch(new URL('openapi.json', location))).json()
  about.textContent = info.description
  const rooms = new Map()
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, route] of Object.entries(methods)) {
      const room = route.tags?.[0] ?? 'other'
      const name = method.toUpperCase()
      const details = element('details', {},
        element('summary', {}, element('span', { className: 'method ' + name }, name), element('code', {}, path), ' ' + (route.operationId ?? '')),
        ...part('Parameters', route.parameters),
        ...part('Body', schemaOf(route.requestBody)),
        ...Object.entries(route.responses ?? {}).flatMap(([status, answer]) => part('Answer ' + status, schemaOf(answer))))
      details.dataset.search = (name + ' ' + path + ' ' + route.operationId).toLowerCase()
      rooms.set(room, [...rooms.get(room) ?? [], details])
    }
  }
  document.getElementById('routes').append(...[...rooms].map(([room, routes]) => element('section', {}, element('h2', {}, room), ...routes)))
} catch (error) {
  about.textContent = 'The description of the routes could not be loaded: ' + error.message
}
document.getElementById('search').addEventListener('input', ({ target }) => {
  for (const route of document.querySelectorAll('details')) route.hidden = !route.dataset.search.includes(target.value.toLowerCase())
  for (const room of document.querySelectorAll('section')) room.hidden = !room.querySelector('details:not([hidden])')
})
</script>
</body>
</html>
`
