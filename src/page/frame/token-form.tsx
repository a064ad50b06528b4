import { useState } from 'preact/hooks'
import { needsToken, token } from '../api.js'
import { Button } from '../components/button.js'
import { Field } from '../components/layout.js'

/** Asks for the server's control token, which is kept only in the memory of this tab. */
export function TokenForm () {
  const [text, setText] = useState('')
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    needsToken.value = false
    token.value = text
  }
  return (
    <main class='signin'>
      <form class='card stack' onSubmit={onSubmit}>
        <h1>This server asks for its control token</h1>
        <p class='t2'>
          The server&apos;s option <code>control.token</code> sets it. The page keeps it until you close the tab.
        </p>
        <Field label='Token' name='token' error={token.value !== '' ? 'The server refused this token' : undefined}>
          <input
            id='token'
            type='password'
            autofocus
            autocomplete='off'
            value={text}
            onInput={event => setText(event.currentTarget.value)}
            aria-invalid={token.value !== ''}
          />
        </Field>
        <Button kind='primary' type='submit' disabled={text === ''}>
          Open
        </Button>
      </form>
    </main>
  )
}
