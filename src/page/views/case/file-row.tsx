import { useState } from 'preact/hooks'
import { mock } from '../../api.js'
import { Button, IconButton } from '../../components/button.js'
import { Moment } from '../../components/moment.js'
import { save } from '../../components/save.js'
import { bytes } from '../../domain/time.js'
import { attempt } from '../../state/toast.js'
import type { CaseFile } from '../../types.js'
import { FileDialog } from './file-dialog.js'

const fileName = ({ name, extension }: CaseFile) => (extension ? `${name}.${extension}` : name)

async function download (file: CaseFile): Promise<void> {
  await attempt(async () => save(fileName(file), await mock.fileBytes(file.id)))
}

/** A file with its size, and buttons to view and download it. */
export function FileRow ({ file }: { file: CaseFile }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div class='row file'>
      <span class='sheet' aria-hidden='true'>{file.extension.slice(0, 4).toUpperCase()}</span>
      <div class='grow'>
        <div class='cut name'>{fileName(file)}</div>
        <div class='t3'>
          {bytes(file.size)}, <Moment at={file.created} />
        </div>
        <div class='row'>
          <Button icon='eye' onClick={() => setOpen(true)}>View</Button>
          <IconButton icon='down' label={`Download ${fileName(file)}`} onClick={() => download(file)} />
        </div>
      </div>
      {isOpen && <FileDialog file={file} name={fileName(file)} onSave={() => download(file)} onClose={() => setOpen(false)} />}
    </div>
  )
}
