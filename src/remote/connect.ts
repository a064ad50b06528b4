import type { SandboxOptions } from '../control/sandboxes/options.js'
import type { ListedSandbox } from '../control/sandboxes/schema.js'
import { printValue } from '../input/describe-schema.js'
import { InvalidInput } from '../input/invalid-input.js'
import { ControlClient, type ConnectOptions } from './control-client.js'
import { remoteInstance } from './instance.js'
import type { ConnectedServer } from './remote.js'
import { remoteRules } from './rules.js'
import { addRemoteSandbox, replaceRemoteSandbox } from './sandbox.js'

/**
 * Connects to a server that runs elsewhere (in a container, in another process, on another machine). Sends no request yet.
 * @param url the URL of its Kibana, or of one of its sandboxes
 * @throws InvalidInput for anything that is not an http or https URL
 * @example
 * const kibana = connect('http://localhost:5601')
 * await kibana.ready()
 * await kibana.faults.add({ match: { method: 'PATCH' }, effect: { status: 503 }, times: 1 })
 */
export function connect (url: string | URL, options: ConnectOptions = {}): ConnectedServer {
  const closing = new AbortController()
  const client = new ControlClient(toBase(url), options, closing.signal)
  const { list, remove, clear } = remoteRules<never, ListedSandbox>(client, 'sandboxes', {})
  const add = (options?: SandboxOptions) => addRemoteSandbox(client, options)
  const close = async () => closing.abort(new Error(`the connection to ${client.url} was closed`))
  return {
    ...remoteInstance(client),
    url: client.url,
    sandbox: add,
    sandboxes: {
      add,
      replace: options => replaceRemoteSandbox(client, options),
      list,
      remove,
      clear,
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function toBase (url: string | URL): string {
  const text = String(url)
  const expected = 'the URL of a server, such as "http://localhost:5601"'
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidInput('url', expected, printValue(text), { subject: 'connect' })
  const { origin, pathname } = new URL(text)
  return origin + pathname.replace(/\/+$/, '')
}
