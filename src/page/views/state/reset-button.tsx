import { useState } from 'preact/hooks'
import { mock, sandbox } from '../../api.js'
import { Button } from '../../components/button.js'
import { Dialog } from '../../components/dialog.js'
import { count } from '../../domain/words.js'
import { documents } from '../../state/documents.js'
import { requests } from '../../state/journal.js'
import { failures, faults, reload, stubs } from '../../state/server.js'
import { attempt } from '../../state/toast.js'

const some = (number: number, noun: string) => (number > 0 ? [count(number, noun)] : [])

/** The data that a reset affects, in a sentence. */
function whatGoes (): string {
  const { cases, incidents } = documents.value
  const parts = [
    ...some(cases.size, 'case'), ...some(requests.value.length, 'request'), ...some(incidents.length, 'incident'),
    ...some(faults.value.length, 'fault'), ...some(failures.value.length, 'failure'), ...some(stubs.value.length, 'stub'),
  ]
  const last = parts.pop()
  return last === undefined ? 'It is empty now.' : `There are ${[parts.join(', '), last].filter(Boolean).join(' and ')} now.`
}

/** Resets the server to its initial state, after a confirmation. */
export function ResetButton () {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const onConfirm = async () => {
    close()
    await attempt(async () => {
      await mock.reset()
      await reload()
    }, 'The server is back in its initial state')
  }
  return (
    <>
      <Button icon='undo' kind='danger' onClick={() => setOpen(true)}>Reset …</Button>
      {isOpen && (
        <Dialog
          title={`Reset ${sandbox.value ?? 'main'} to its initial state?`}
          confirm='Reset'
          cancel='Keep'
          onConfirm={onConfirm}
          onClose={close}
        >
          <p class='t2'>
            {whatGoes()} A reset removes everything created since the start, clears the request log and sets the clock back. Snapshots
            and sandboxes stay.
          </p>
        </Dialog>
      )}
    </>
  )
}
