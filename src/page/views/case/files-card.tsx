import { Card } from '../../components/layout.js'
import { count } from '../../domain/words.js'
import { documents } from '../../state/documents.js'
import { FileRow } from './file-row.js'

/** The files of a case, with buttons to view and download them. */
export function FilesCard ({ caseId }: { caseId: string }) {
  const files = documents.value.files.get(caseId) ?? []
  if (files.length === 0) return null
  return (
    <Card icon='file' title={count(files.length, 'file')}>
      <div class='pad stack'>{files.map(file => <FileRow key={file.id} file={file} />)}</div>
    </Card>
  )
}
