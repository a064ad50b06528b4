import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const DAY_MS = 86_400_000
/** A session ends after this time without a request, and in any case after its lifespan. */
const IDLE_MS = 3 * DAY_MS
const LIFESPAN_MS = 30 * DAY_MS

/** Contents of a cookie: its session, and when it expires. */
interface Ticket { readonly id: string, readonly idleEnd: number, readonly lifespanEnd: number }

/** A session: the login of a user, kept by the server until it ends. */
export interface Session extends Ticket { readonly username: string }

/** Why the cookie of a session is of no use; the values of the header `kbn-session-error-reason`. */
export type SessionProblem = 'SESSION_EXPIRED' | 'UNEXPECTED_SESSION_ERROR'

/** The start of a sealed text, as the library that Kibana uses writes it. */
const SEAL = 'Fe26.2**'
const IV_BYTES = 12
const TAG_BYTES = 16
const ID_BYTES = 16
const TICKET_BYTES = ID_BYTES + 16

/**
 * The sessions of one instance. They are no documents: neither an exported state nor a snapshot has them.
 * Source: Kibana's security/server/session_management/session.ts
 */
export class Sessions {
  readonly #key = randomBytes(32)
  readonly #sessions = new Map<string, Session>()

  /** Starts a session. `now` and all other times are milliseconds of the instance's clock. */
  start (username: string, now: number): Session {
    const session = { id: randomBytes(ID_BYTES).toString('hex'), username, idleEnd: now + IDLE_MS, lifespanEnd: now + LIFESPAN_MS }
    this.#sessions.set(session.id, session)
    return session
  }

  /** Finds the session of a cookie's value. `undefined` for a value that this server has not sealed. */
  find (value: string, now: number): Session | SessionProblem | undefined {
    const ticket = this.#open(value)
    if (!ticket) return undefined
    const session = this.#sessions.get(ticket.id)
    if (Math.min(ticket.idleEnd, ticket.lifespanEnd) <= now) return 'SESSION_EXPIRED'
    return session ?? 'UNEXPECTED_SESSION_ERROR'
  }

  /** Starts the idle time of a session again. Values sealed before stay valid until they expire. */
  renew (session: Session, now: number): Session {
    const renewed = { ...session, idleEnd: now + IDLE_MS }
    this.#sessions.set(session.id, renewed)
    return renewed
  }

  /** The value of a session's cookie, another one each time. */
  seal ({ id, idleEnd, lifespanEnd }: Session): string {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv)
    const ticket = Buffer.alloc(TICKET_BYTES)
    ticket.write(id, 'hex')
    ticket.writeDoubleBE(idleEnd, ID_BYTES)
    ticket.writeDoubleBE(lifespanEnd, ID_BYTES + 8)
    const sealed = Buffer.concat([cipher.update(ticket), cipher.final()])
    return SEAL + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  #open (value: string): Ticket | undefined {
    if (!value.startsWith(SEAL)) return undefined
    const bytes = Buffer.from(value.slice(SEAL.length), 'base64url')
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      const ticket = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
      return {
        id: ticket.toString('hex', 0, ID_BYTES), idleEnd: ticket.readDoubleBE(ID_BYTES), lifespanEnd: ticket.readDoubleBE(ID_BYTES + 8),
      }
    } catch {
      // Another key sealed it: that of another server, or of no server
      return undefined
    }
  }

  end ({ id }: Session): void {
    this.#sessions.delete(id)
  }

  /** Ends the sessions that `isMeant` accepts, and returns how many they were. */
  endAll (isMeant: (session: Session) => boolean = () => true): number {
    const meant = [...this.#sessions.values()].filter(isMeant)
    for (const session of meant) this.end(session)
    return meant.length
  }
}
