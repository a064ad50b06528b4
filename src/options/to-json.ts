import { InvalidInput } from '../input/invalid-input.js'
import { toJsonPattern } from '../input/path-pattern.js'
import type { ServerOptions } from './schema.js'
import type { Stub } from './stub-schema.js'

/** Converts a stub to JSON: a regular expression becomes an object. */
export const toJsonStub = (stub: Stub): Stub => ({ ...stub, path: toJsonPattern(stub.path) })

/**
 * Converts the options of a server or sandbox in another process to JSON.
 * @throws InvalidInput for a clock with functions, which can't be sent
 */
export function toJsonOptions<Options extends Pick<ServerOptions, 'clock' | 'stubs'>> (options: Options): Options {
  const { clock, stubs } = options
  if (typeof clock === 'object' && typeof clock.now === 'function') {
    throw new InvalidInput('clock', 'an ISO 8601 time or { now, frozen }, which can be sent', 'an object with functions')
  }
  return { ...options, ...(stubs && { stubs: stubs.map(toJsonStub) }) }
}
