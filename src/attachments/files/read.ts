import type { KibanaContext } from '../../context.js'
import type { FileAttributes } from './schema.js'

/** A file that was attached to a case, with its bytes; `undefined` when there is none of that id. */
export function readFile ({ store }: KibanaContext, id: string): FileAttributes | undefined {
  return store.get('file', id)?.attributes
}
