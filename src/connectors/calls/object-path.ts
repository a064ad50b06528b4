import { asRecord } from './http.js'

const steps = (path: string) => path.split(/[.[\]]+/).filter(step => step !== '')

/** Reads the value at a path such as `issue.key` or `issues[0].id`; a key with exactly that name wins. `undefined` if absent. */
export function valueAt (object: unknown, path: string): unknown {
  const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  if (isContainer(object) && Object.hasOwn(object, path)) return object[path]
  let value = object
  for (const step of steps(path)) {
    if (!isContainer(value) || !Object.hasOwn(value, step)) return undefined
    value = value[step]
  }
  return value
}

/** Copies `object` with `value` set at a path. */
export function withValueAt (object: Readonly<Record<string, unknown>>, path: string, value: unknown): Record<string, unknown> {
  const [step = path, ...rest] = steps(path)
  if (rest.length === 0) return { ...object, [step]: value }
  return { ...object, [step]: withValueAt(asRecord(object[step]), rest.join('.'), value) }
}
