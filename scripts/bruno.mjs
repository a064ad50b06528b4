// Generates the Bruno collection from an OpenAPI document: a folder per tag, a request per route.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { BODIES, PARAMETERS, VARIABLES } from './bruno-examples.mjs'
import { exampleOf } from './example-of.mjs'

/** Headers that Kibana requires, by the start of a path. */
const HEADERS = {
  '/api': { 'kbn-xsrf': 'true' },
  '/internal': { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana' },
}

/** Internal routes under a public path. */
const INTERNAL = ['resolveCase']
const headersOf = (path, id) => HEADERS[INTERNAL.includes(id) ? '/internal' : /^\/\w+/.exec(path)?.[0]] ?? {}

const block = (name, lines) => lines.length ? `${name} {\n${lines.map(line => `  ${line}`).join('\n')}\n}\n` : ''
/** The collection's own example, or else the document's, or else one generated from the schema. */
const bodyExample = ({ operationId }, { schema, example }, document) => BODIES[operationId] ?? example ?? exampleOf(schema, document)

const pairs = object => Object.entries(object).map(([name, value]) => `${name}: ${value}`)

/** The body block of a request, and its kind. */
function bodyOf (operation, document) {
  const [[type, media] = []] = Object.entries(operation.requestBody?.content ?? {})
  if (media === undefined) return { kind: 'none', text: '' }
  if (type === 'multipart/form-data') return { kind: 'multipartForm', text: block('body:multipart-form', ['file: @file(README.md)']) }
  return { kind: 'json', text: block('body:json', JSON.stringify(bodyExample(operation, media, document), null, 2).split('\n')) }
}

/** One request as a Bruno file. */
function requestFile ({ method, path, operation, document }) {
  const { parameters = [], operationId, summary, description } = operation
  const inPath = parameters.filter(parameter => parameter.in === 'path')
  const query = parameters.filter(parameter => parameter.in === 'query')
  const { kind, text } = bodyOf(operation, document)
  const value = ({ name, schema, example }) =>
    PARAMETERS[`${operationId}.${name}`] ?? PARAMETERS[name] ?? example ?? exampleOf(schema, document)
  // Optional parameters are listed, but disabled
  const inQuery = query.map(parameter => ({ ...parameter, shown: [value(parameter)].flat()[0] }))
    .filter(({ shown }) => typeof shown !== 'object')
    .map(({ name, required, shown }) => `${required ? '' : '~'}${name}: ${shown}`)
  const url = `{{baseUrl}}${path.replace(/\{(\w+)\}/g, ':$1').replace('{*}', 'path')}`
  return [
    block('meta', pairs({ name: operationId, type: 'http' })),
    block(method, pairs({ url, body: kind, auth: 'none' })),
    block('params:query', inQuery),
    block('params:path', inPath.filter(({ name }) => name !== '*').map(parameter => `${parameter.name}: ${value(parameter)}`)),
    block('headers', pairs(headersOf(path, operationId))),
    text,
    block('docs', [summary, description].filter(Boolean).flatMap(text => text.split('\n'))),
  ].filter(Boolean).join('\n')
}

/** The files of the collection, by path. */
function brunoCollection (document) {
  const files = {
    'bruno.json': `${JSON.stringify({ version: '1', name: 'kibana-cases-mock', type: 'collection' }, null, 2)}\n`,
    'environments/local.bru': block('vars', pairs(VARIABLES)),
  }
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const [tag = 'other'] = operation.tags ?? []
      files[`${tag}/${operation.operationId}.bru`] = requestFile({ method, path, operation, document })
    }
  }
  return files
}

export function writeCollection (folder, document) {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, text] of Object.entries(brunoCollection(document))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}
