import type { InstanceHandle } from '../control/handle.js'
import type { Filter } from '../control/journal/filter.js'
import type { Har } from '../control/journal/har.js'
import { PageSchema, type Page } from '../control/journal/schema.js'
import { ExpectationSchema } from '../control/journal/verify.js'
import { checkWaitOptions } from '../control/journal/wait-options.js'
import { checkInput } from '../input/check-input.js'
import { checkListener } from '../input/listener.js'
import { toJsonPattern } from '../input/path-pattern.js'
import type { RecordedRequest } from '../control/journal/recorded-request.js'
import type { ControlClient } from './control-client.js'
import type { Names } from './errors.js'
import type { Remote } from './remote.js'

/** A filter or a fault's match in a form that JSON can represent: a regular expression becomes a string. */
export function toJsonFilter<Given extends Pick<Filter, 'path'> | undefined> (filter: Given): Given {
  return filter?.path === undefined ? filter : { ...filter, path: toJsonPattern(filter.path) }
}

const checkPage = (page: Page) => checkInput(PageSchema, page, 'page')

// The filter is an argument of the method, but a key of the body
const names: Names = { match: '', body: 'filter' }

export function remoteRequests (client: ControlClient): Remote<InstanceHandle['requests']> {
  type Found = { requests: RecordedRequest[] }
  const matching = (filter: Filter | undefined) => ({ match: toJsonFilter(filter) })
  return {
    all: async (filter, page = {}) =>
      (await client.call<Found>('POST', '/requests/find', { body: { ...checkPage(page), ...matching(filter) }, names })).requests,
    waitFor: async (filter, options = {}) =>
      (await client.call<Found>('POST', '/requests/wait', { body: { ...checkWaitOptions(options), ...matching(filter) }, names })).requests,
    toHar: async (filter, page = {}) =>
      client.call<Har>('POST', '/requests/find', { body: { ...checkPage(page), ...matching(filter), format: 'har' }, names }),
    verify: async expectation => {
      const { match, order } = checkInput(ExpectationSchema, expectation, 'expectation')
      const body = { ...expectation, ...matching(match), order: order?.map(toJsonFilter) }
      await client.call('POST', '/requests/verify', { body, names: { body: 'expectation' } })
    },
    async follow (filter, listener, after) {
      checkListener(listener)
      const body = { ...matching(filter), ...(after !== undefined && { after }) }
      return client.follow('POST', '/requests/follow', { body, names }, listener)
    },
    clear: () => client.call('DELETE', '/requests'),
  }
}
