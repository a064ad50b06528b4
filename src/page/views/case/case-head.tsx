import { useState } from 'preact/hooks'
import { CopyButton } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { Avatar, Severity, Status } from '../../components/meaning.js'
import { OWNER_WORDS } from '../../domain/words.js'
import { nameOf } from '../../state/case-facts.js'
import { isPhone } from '../../state/screen.js'
import type { Case } from '../../types.js'
import { CaseButtons } from './case-buttons.js'
import { CaseMenu } from './case-menu.js'
import { CommentForm } from './comment-form.js'
import { DeleteCase } from './delete-case.js'

/** The title of a case with its main attributes and actions. */
export function CaseHead ({ found }: { found: Case }) {
  const [open, setOpen] = useState<'comment' | 'delete' | null>(null)
  const { id, title, status, severity, assignees, owner, space, category } = found
  const close = () => setOpen(null)
  return (
    <div class='head case-head'>
      <div class='grow'>
        <div class='row t3 trail'>
          <a class='t3' href='#/cases'>Cases</a>
          <Icon name='right' small />
          <code class='cut'>{id}</code>
          <CopyButton text={id} label='Copy the id' />
        </div>
        <h1>{title}</h1>
        <div class='row wrap t2 facts'>
          <Status status={status} />
          <Severity severity={severity} />
          {assignees.length > 0 && (
            <span class='row people'>{assignees.map(({ uid, username }) => <Avatar key={uid} name={username ?? nameOf(uid)} />)}</span>
          )}
          <span class='t3'>{[OWNER_WORDS[owner] ?? owner, `space ${space}`, category].filter(Boolean).join(' · ')}</span>
        </div>
      </div>
      {!isPhone.value && <CaseButtons found={found} onComment={() => setOpen('comment')} />}
      <CaseMenu found={found} onComment={() => setOpen('comment')} onDelete={() => setOpen('delete')} />
      {open === 'comment' && <CommentForm found={found} onClose={close} />}
      {open === 'delete' && <DeleteCase found={found} onClose={close} />}
    </div>
  )
}
