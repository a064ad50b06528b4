import { signal } from '@preact/signals'
import { AnswerError } from '../api.js'

export interface Message {
  readonly text: string
  readonly isError: boolean
  readonly undo?: () => void
}

/** The one message that floats, for a while. */
export const message = signal<Message | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined

export function say (text: string, { isError = false, undo }: { isError?: boolean; undo?: () => void } = {}): void {
  clearTimeout(timer)
  message.value = { text, isError, ...(undo && { undo }) }
  timer = setTimeout(
    () => {
      message.value = null
    },
    isError ? 12_000 : 6000,
  )
}

/** Why something could not be done: the server's words, or that there is no server. */
function reasonOf (error: unknown): string {
  if (error instanceof AnswerError) return `${error.status}: ${error.message}`
  // The browser's words for a server that is gone
  return error instanceof TypeError ? 'The server does not answer' : `The page has failed: ${String(error)}`
}

/** Does something and says so, or says why it could not be done, in the server's words. */
export async function attempt<Value> (work: () => Promise<Value>, done?: string | ((value: Value) => string)): Promise<Value | undefined> {
  try {
    const value = await work()
    if (done !== undefined) say(typeof done === 'string' ? done : done(value))
    return value
  } catch (error) {
    say(reasonOf(error), { isError: true })
    return undefined
  }
}
