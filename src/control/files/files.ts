import { readFile, readFiles, type CaseFile } from '../../attachments/files/read.js'
import type { KibanaContext } from '../../kibana/context.js'

/** The files uploaded to the cases of one instance. */
export class Files {
  readonly #kibana: KibanaContext

  constructor (kibana: KibanaContext) {
    this.#kibana = kibana
  }

  /**
   * Returns all files, or those of one case, oldest first.
   * @example
   * const [file] = kibana.files.all('case-1')
   */
  all (caseId?: string): CaseFile[] {
    return readFiles(this.#kibana).filter(file => caseId === undefined || file.caseId === caseId)
  }

  /**
   * Returns the file with this id, which is the `externalReferenceId` of its attachment; `undefined` if there is none.
   * @example
   * kibana.files.get(attachment.externalReferenceId)?.content.toString()
   */
  get (id: string): CaseFile | undefined {
    return readFile(this.#kibana, String(id))
  }
}
