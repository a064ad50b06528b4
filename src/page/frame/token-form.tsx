import { useState } from 'preact/hooks'
import { needsToken, token } from '../api.js'
import { Button } from '../components/button.js'
import { Field } from '../components/layout.js'

/** Asks for the control token of the server. It is kept in the memory of this tab alone. */
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
          The option <code>control.token</code> of the server sets it. The page keeps it until you close the tab.
        </p>
        <Field label='Token' name='token' error={token.value !== '' ? 'The server refused that token' : undefined}>
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
