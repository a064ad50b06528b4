import { printValue } from './describe-schema.js'
import { InvalidInput } from './invalid-input.js'

/** @throws InvalidInput for anything that can't be called */
export function checkListener (listener: unknown): void {
  if (typeof listener !== 'function') throw new InvalidInput('listener', 'a function', printValue(listener))
}

/** Calls a listener. An exception in it does not reach the caller; it ends the process as uncaught. */
export function callListener<Value> (listener: (value: Value) => void, value: Value): void {
  try {
    listener(value)
  } catch (error) {
    queueMicrotask(() => { throw error })
  }
}
