import { readFile, readFiles, type CaseFile } from '../attachments/files/read.js'
import type { KibanaContext } from '../kibana/context.js'

/** The files that were uploaded to the cases of one server. */
export class Files {
  readonly #kibana: KibanaContext

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /** All, or those of one case, the oldest first. */
  all (caseId?: string): CaseFile[] {
    return readFiles(this.#kibana).filter(file => caseId === undefined || file.caseId === caseId)
  }

  /** The file of that id, which is the `externalReferenceId` of its attachment; `undefined` when there is none. */
  get (id: string): CaseFile | undefined {
    return readFile(this.#kibana, id)
  }
}
