import { signal } from '@preact/signals'
import { AnswerError } from '../api.js'

export interface Message {
  readonly text: string
  readonly isError: boolean
  readonly undo?: () => void
}

/** The current toast. */
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

/** An error as text: the server's message, or that the server can't be reached. */
function reasonOf (error: unknown): string {
  if (error instanceof AnswerError) return `${error.status}: ${error.message}`
  // The browser's error when the server is unreachable
  return error instanceof TypeError ? 'The server does not answer' : `The page failed: ${String(error)}`
}

/** Runs an action and shows its result, or the server's error message. */
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
