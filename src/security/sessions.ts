import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const DAY_MS = 86_400_000
/** A session ends after this time without a request, or at the end of its lifespan. */
const IDLE_MS = 3 * DAY_MS
const LIFESPAN_MS = 30 * DAY_MS

/** The contents of a cookie: a session id and its expiry times. */
interface Ticket { readonly id: string, readonly idleEnd: number, readonly lifespanEnd: number }

/** The time at which a session ends if it is not used again. */
export const endOf = ({ idleEnd, lifespanEnd }: Ticket): number => Math.min(idleEnd, lifespanEnd)

/** A logged-in user's session. */
export interface Session extends Ticket { readonly username: string }

/** Reasons for an invalid session cookie: the values of the header `kbn-session-error-reason`. */
type SessionProblem = 'SESSION_EXPIRED' | 'UNEXPECTED_SESSION_ERROR'

/** The prefix of a sealed text in the format of Kibana's library. */
const SEAL = 'Fe26.2**'
const IV_BYTES = 12
const TAG_BYTES = 16
const ID_BYTES = 16
const TICKET_BYTES = ID_BYTES + 16

/**
 * The sessions of one instance. They are not documents, so exported states and snapshots don't include them.
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

  /** Finds the session of a cookie; `undefined` if this server did not seal the cookie. */
  find (value: string, now: number): Session | SessionProblem | undefined {
    const ticket = this.#open(value)
    if (!ticket) return undefined
    const session = this.#sessions.get(ticket.id)
    if (endOf(ticket) <= now) return 'SESSION_EXPIRED'
    return session ?? 'UNEXPECTED_SESSION_ERROR'
  }

  /** Restarts the idle time of a session. Cookies sealed before stay valid until they expire. */
  renew (session: Session, now: number): Session {
    const renewed = { ...session, idleEnd: now + IDLE_MS }
    this.#sessions.set(session.id, renewed)
    return renewed
  }

  /** Returns a cookie value for a session, different each time. */
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
      // Sealed with another key, or not sealed at all
      return undefined
    }
  }

  /** The end of each session. */
  * ends (): Generator<{ readonly at: number, readonly username: string }> {
    for (const session of this.#sessions.values()) yield { at: endOf(session), username: session.username }
  }

  end ({ id }: Session): void {
    this.#sessions.delete(id)
  }

  /** Ends the sessions that `matches` accepts, and returns their number. */
  endAll (matches: (session: Session) => boolean = () => true): number {
    const ended = [...this.#sessions.values()].filter(matches)
    for (const session of ended) this.end(session)
    return ended.length
  }
}
