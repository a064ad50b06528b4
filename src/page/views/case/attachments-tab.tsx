import { useState } from 'preact/hooks'
import { Button } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { Json } from '../../components/json.js'
import { Empty } from '../../components/layout.js'
import { Markdown } from '../../components/markdown.js'
import { Moment } from '../../components/moment.js'
import { attachmentWords } from '../../domain/action-words.js'
import { readableVersion } from '../../domain/case-version.js'
import { personName } from '../../domain/words.js'
import { documents } from '../../state/documents.js'
import type { Attachment, Case } from '../../types.js'
import { AlertDocuments } from './alert-documents.js'
import { FileRow } from './file-row.js'

/** The number of attachments drawn at first. */
const MOST = 100

function fileOf (attachment: Attachment) {
  if (attachment.type !== 'externalReference') return undefined
  return documents.value.files.get(attachment.case_id)?.find(({ id }) => id === attachment.externalReferenceId)
}

function Item ({ attachment }: { attachment: Attachment }) {
  const { icon, say, what, comment } = attachmentWords({ ...attachment })
  const { created_at: at, created_by: by, version } = attachment
  const file = fileOf(attachment)
  return (
    <li class='card'>
      <header>
        <Icon name={icon} />
        <span class='grow'>
          <b>{personName(by)}</b> <span class='t2'>{say}{what ? <> <b>{what}</b></> : null}</span>
        </span>
        {version && <code class='t3' title={version}>{readableVersion(version)}</code>}
        <Moment at={at} class='t3' />
      </header>
      <div class='pad stack'>
        {comment && <Markdown text={comment} />}
        {file && <FileRow file={file} />}
        {attachment.type === 'alert' && <AlertDocuments attachment={attachment} />}
        <details>
          <summary class='t3'>Raw</summary>
          <Json value={attachment} label={`Attachment ${attachment.id} as JSON`} width={90} />
        </details>
      </div>
    </li>
  )
}

/** Everything that is attached to a case: comments, alerts with their documents, files, references. */
export function AttachmentsTab ({ found }: { found: Case }) {
  const [isWhole, setWhole] = useState(false)
  const all = documents.value.attachments.get(found.id) ?? []
  if (all.length === 0) {
    return (
      <div class='body'>
        <Empty icon='file' title='Nothing is attached to this case'>
          <p>Comments, alerts and files appear here once they are added to the case.</p>
        </Empty>
      </div>
    )
  }
  const hidden = isWhole ? 0 : Math.max(0, all.length - MOST)
  return (
    <div class='body pad stack'>
      {hidden > 0 && <Button kind='plain' icon='up' onClick={() => setWhole(true)}>Show {hidden.toLocaleString('en')} earlier</Button>}
      <ol class='stack attachments' aria-label='Attachments'>
        {all.slice(hidden).map(attachment => <Item key={attachment.id} attachment={attachment} />)}
      </ol>
    </div>
  )
}
