import { REQUEST, type RequestLine } from '../control/log-requests.js'
import type { Color, Paint } from './colors.js'

/** The parts of a pino line that are shown. */
interface Line extends Partial<RequestLine> {
  readonly level: number
  readonly time: number
  readonly msg?: string
  readonly err?: { readonly stack?: string }
}

const WARN = 40
const ERROR = 50

/** True if a message is Fastify's own, one per address; the banner already shows the URL. */
const isListening = (text: string) => text.startsWith('Server listening at ')

const colorOf = (status: number): Color => status < 300 ? 'green' : status < 400 ? 'cyan' : status < 500 ? 'yellow' : 'red'

/** Writes a readable log: one short line per request or message. */
export class TerminalLog {
  readonly #output: { write (text: string): unknown }
  readonly #paint: Paint

  constructor (output: { write (text: string): unknown }, paint: Paint) {
    this.#output = output
    this.#paint = paint
  }

  /** Writes a line of pino. */
  write (json: string): void {
    const line: Line = JSON.parse(json)
    if (isListening(line.msg ?? '')) return
    const time = this.#paint('dim', new Date(line.time).toTimeString().slice(0, 8))
    this.#output.write(`${time} ${line.msg === REQUEST ? this.#request(line) : this.#message(line)}\n`)
  }

  #request ({ method = '', path = '', status = 0, milliseconds = 0, user, fault, stub, service }: Line): string {
    const notes = [
      user, fault && this.#paint('magenta', `fault ${fault}`), stub && this.#paint('blue', `stub ${stub}`),
      service && this.#paint('dim', 'to Elasticsearch'),
    ]
    const parts = [
      this.#paint('bold', method.padEnd(6)), this.#paint(colorOf(status), String(status)), path, this.#paint('dim', `${milliseconds} ms`),
    ]
    return [...parts, ...notes].filter(Boolean).join(' ')
  }

  #message ({ level, msg = '', err }: Line): string {
    if (level >= ERROR) return this.#paint('red', err?.stack ?? msg)
    return level >= WARN ? this.#paint('yellow', msg) : msg
  }
}
