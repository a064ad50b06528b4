import { ReplacementSchema, SandboxOptionsSchema, type Replacement, type SandboxOptions } from '../control/sandboxes/options.js'
import type { ListedSandbox } from '../control/sandboxes/schema.js'
import { checkInput } from '../input/check-input.js'
import { naming } from '../input/invalid-input.js'
import { NotFoundError } from '../input/not-found-error.js'
import { toJsonOptions } from '../options/to-json.js'
import { readSeed } from '../state/seed.js'
import { pathTo, type ControlClient } from './control-client.js'
import { remoteInstance } from './instance.js'
import type { ConnectedSandbox } from './remote.js'

/** The options as JSON. Files in `seed` are read here, since the server does not have them. */
const toJson = ({ seed, ...options }: SandboxOptions): object => naming('sandbox', () => (
  { ...toJsonOptions(options), seed: seed === undefined ? undefined : readSeed(seed) }
))

const names = { body: 'sandbox' }

/** Makes a sandbox, and returns its controls. */
export async function addRemoteSandbox (client: ControlClient, options: SandboxOptions = {}): Promise<ConnectedSandbox> {
  const body = toJson(checkInput(SandboxOptionsSchema, options, 'sandbox'))
  return remoteSandbox(client, await client.call<ListedSandbox>('POST', '/sandboxes', { body, names }))
}

/** Makes a sandbox, replacing the one with that id if there is one, and returns its controls. */
export async function replaceRemoteSandbox (client: ControlClient, options: Replacement): Promise<ConnectedSandbox> {
  const { id, ...own } = checkInput(ReplacementSchema, options, 'sandbox')
  return remoteSandbox(client, await client.call<ListedSandbox>('PUT', pathTo('sandboxes', id), { body: toJson(own), names }))
}

function remoteSandbox (client: ControlClient, { id, serial, url, elasticsearch }: ListedSandbox): ConnectedSandbox {
  const closing = new AbortController()
  const close = async () => {
    closing.abort(new Error(`the connection to ${url} was closed`))
    // It may already have been removed, when idle or by another client, or replaced
    await client.call('DELETE', pathTo('sandboxes', id), { query: { serial: String(serial) } }).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error
    })
  }
  return {
    ...remoteInstance(client.at(url, closing.signal)),
    id,
    url,
    elasticsearch: elasticsearch === undefined ? undefined : { url: elasticsearch },
    close,
    [Symbol.asyncDispose]: close,
  }
}
