/** Whether a value is an object with keys: no list, no date, nothing else that is built in. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]'
