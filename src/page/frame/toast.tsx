import { Button, IconButton } from '../components/button.js'
import { message } from '../state/toast.js'

/** Shows the result of an action for a while, or why it failed. */
export function Toast () {
  const said = message.value
  return (
    <div class='toasts' aria-live='polite'>
      {said && (
        <div class={`toast fixed ${said.isError ? 'bad' : ''}`} role={said.isError ? 'alert' : 'status'}>
          <span class='grow'>{said.text}</span>
          {said.undo && (
            <Button
              kind='plain'
              onClick={() => {
                said.undo!()
                message.value = null
              }}
            >
              Undo
            </Button>
          )}
          <IconButton
            icon='x'
            label='Close'
            small
            onClick={() => {
              message.value = null
            }}
          />
        </div>
      )}
    </div>
  )
}
