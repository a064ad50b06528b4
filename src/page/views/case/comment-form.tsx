import { useState } from 'preact/hooks'
import { Dialog } from '../../components/dialog.js'
import { Field } from '../../components/layout.js'
import type { Case } from '../../types.js'
import { addComment, asUser } from './case-actions.js'

/** The form for a comment by any user. */
export function CommentForm ({ found, onClose }: { found: Case; onClose: () => void }) {
  const [text, setText] = useState('')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const onConfirm = async () => {
    if (await addComment(found, text, asUser(username, password))) onClose()
  }
  return (
    <Dialog title='Comment as another user' confirm='Add the comment' onConfirm={onConfirm} onClose={onClose}>
      <Field label='Comment, in Markdown' name='comment-text'>
        <textarea id='comment-text' rows={5} value={text} onInput={event => setText(event.currentTarget.value)} />
      </Field>
      <div class='grid2'>
        <Field label='Username' name='comment-username' note='Leave empty for the user of this page'>
          <input id='comment-username' autocomplete='off' value={username} onInput={event => setUsername(event.currentTarget.value)} />
        </Field>
        <Field label='Password' name='comment-password' note='Not checked while security is off'>
          <input
            id='comment-password'
            type='password'
            autocomplete='off'
            value={password}
            onInput={event => setPassword(event.currentTarget.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}
