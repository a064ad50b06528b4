import type { KibanaContext } from '../../kibana/context.js'
import type { SavedObject } from '../../store/saved-object.js'
import type { FileAttributes } from '../../documents/file.js'

/** A file that was uploaded to a case, with its bytes. */
export type CaseFile = FileAttributes & {
  /** The id of the file. */
  readonly id: string
  /** The id of its case. */
  readonly caseId: string
}

const toCaseFile = ({ id, caseId, attributes }: SavedObject<'file'>): CaseFile => ({ id, caseId: caseId!, ...attributes })

/** All files of a server, oldest first. */
export function readFiles ({ store }: KibanaContext): CaseFile[] {
  return store.all('file').map(toCaseFile)
}

/** Returns the file with the id that its attachment refers to. */
export function readFile ({ store }: KibanaContext, id: string): CaseFile | undefined {
  const found = store.get('file', id)
  return found && toCaseFile(found)
}
