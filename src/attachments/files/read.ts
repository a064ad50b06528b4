import type { KibanaContext } from '../../kibana/context.js'
import type { SavedObject } from '../../store/saved-object.js'
import type { FileAttributes } from '../../documents/file.js'

/** A file that was uploaded to a case, with its bytes. */
export type CaseFile = FileAttributes & { readonly id: string, readonly caseId: string }

const toCaseFile = ({ id, caseId, attributes }: SavedObject<'file'>): CaseFile => ({ id, caseId: caseId!, ...attributes })

/** Every file that a server keeps, the oldest first. */
export function readFiles ({ store }: KibanaContext): CaseFile[] {
  return store.all('file').map(toCaseFile)
}

/** A file by the id that its attachment refers to; `undefined` when there is none. */
export function readFile ({ store }: KibanaContext, id: string): CaseFile | undefined {
  const found = store.get('file', id)
  return found && toCaseFile(found)
}
