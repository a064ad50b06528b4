// Generates requests from the OpenAPI document of the server.

/** Routes whose answers never end. */
const LEFT_OUT = /^(?:get \/_mock\/events|post \/_mock\/requests\/follow)$/
/** The path of stubs, and a request to it. A stub may answer anything, so only a response is required. */
export const STUBBED = { method: 'get', path: '/api/fuzz-stub', operation: {} }

/** Changes to bodies that would block the run or reach another server. The rest of each body stays as it is. */
const TAMED = {
  '/_mock/faults': body => ({ ...body, match: { ...body.match, path: '/api/fuzz-fault' } }),
  '/_mock/stubs': body => ({ ...body, path: STUBBED.path }),
  '/_mock/webhooks': body => /^https?:/.test(typeof body.url === 'string' ? body.url : '') ? { ...body, url: 'http://127.0.0.1:9/' } : body,
  '/_mock/requests/wait': body => ({ ...body, timeout: 20 }),
}
const XSRF = { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana' }

export function operationsOf ({ paths }) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })))
    .filter(({ method, path }) => !LEFT_OUT.test(`${method} ${path}`))
    .concat(STUBBED)
}

const encode = value => {
  try {
    return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
  } catch {
    return '%ud800'
  }
}

/** A request for an operation, with the mistakes of a hurried client. */
export function requestOf ({ method, path, operation }, values, random) {
  const { chance } = random
  const parameters = operation.parameters ?? []
  const url = path.replace(/\{(\w+|\*)\}/g, (_, name) => encode(chance(0.95) ? values.named(name) ?? 'x' : values.junk()))
  const query = parameters.filter(parameter => parameter.in === 'query' && parameter.name !== 'follow' &&
    (parameter.required || chance(0.3)))
    .flatMap(({ name, schema }) => [values.of(schema, name)].flat().map(value => `${encode(name)}=${encode(value)}`))
  const headers = chance(0.98) ? { ...XSRF } : {}
  const space = chance(0.05) && /^\/(?:api|internal)/.test(path) ? '/s/soc' : ''
  const request = { method: method.toUpperCase(), url: `${space}${url}${query.length > 0 ? `?${query.join('&')}` : ''}`, headers }
  const content = operation.requestBody?.content
  if (content?.['application/json']) return { ...request, ...bodyOf(content['application/json'].schema ?? {}, TAMED[path], values, random) }
  return content ? { ...request, ...formOf(values) } : request
}

const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value)

function bodyOf (schema, tame, values, { chance }) {
  const body = chance(0.03) ? values.junk() : values.of(schema)
  const text = JSON.stringify(tame && isObject(body) ? tame(body) : body)
  return { type: chance(0.99) ? 'application/json' : 'text/plain', body: chance(0.01) ? text.slice(0, -1) : text }
}

function formOf (values) {
  const name = encode(values.named('filename') ?? 'notes.txt')
  const body = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\nhello\r\n--b--\r\n`
  return { type: 'multipart/form-data; boundary=b', body }
}

/** The request as a command for a shell. */
export function asCurl ({ method, url, headers, type, body }, origin) {
  const quote = text => `'${text.replaceAll("'", "'\\''")}'`
  const all = { ...headers, ...(type && { 'content-type': type }) }
  const flags = Object.entries(all).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`)
  return ['curl', '-X', method, ...flags, ...(body === undefined ? [] : ['--data-binary', quote(body)]), quote(origin + url)].join(' ')
}
