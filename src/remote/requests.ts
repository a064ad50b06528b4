import type { InstanceHandle } from '../control/handle.js'
import type { Filter } from '../control/journal/filter.js'
import type { Har } from '../control/journal/har.js'
import { toJsonPattern } from '../input/path-pattern.js'
import type { RecordedRequest } from '../control/journal/recorded-request.js'
import type { ControlClient } from './control-client.js'
import type { Names } from './errors.js'
import type { Remote } from './remote.js'

/** A filter or a fault's match in a form that JSON can represent: a regular expression becomes a string. */
export function toJsonFilter<Given extends Pick<Filter, 'path'> | undefined> (filter: Given): Given {
  return filter?.path === undefined ? filter : { ...filter, path: toJsonPattern(filter.path) }
}

// The filter is an argument of the method, but a key of the body
const names: Names = { match: '', body: 'filter' }

export function remoteRequests (client: ControlClient): Remote<InstanceHandle['requests']> {
  type Found = { requests: RecordedRequest[] }
  const matching = (filter: Filter | undefined) => ({ match: toJsonFilter(filter) })
  return {
    all: async (filter, page) =>
      (await client.call<Found>('POST', '/requests/find', { body: { ...page, ...matching(filter) }, names })).requests,
    waitFor: async (filter, options) =>
      (await client.call<Found>('POST', '/requests/wait', { body: { ...options, ...matching(filter) }, names })).requests,
    toHar: (filter, page) =>
      client.call<Har>('POST', '/requests/find', { body: { ...page, ...matching(filter), format: 'har' }, names }),
    verify: async expectation => {
      const { match, order } = expectation ?? {}
      const body = expectation && { ...expectation, ...matching(match), order: order?.map(toJsonFilter) }
      await client.call('POST', '/requests/verify', { body, names: { body: 'expectation' } })
    },
    follow: (filter, listener, after) =>
      client.follow('POST', '/requests/follow', { body: { ...matching(filter), ...(after !== undefined && { after }) }, names }, listener),
    clear: () => client.call('DELETE', '/requests'),
  }
}
