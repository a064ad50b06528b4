import { useSignal, useSignalEffect } from '@preact/signals'
import { useState } from 'preact/hooks'
import { mock } from '../../api.js'
import { Button, IconButton } from '../../components/button.js'
import { clock, reload } from '../../state/server.js'
import { attempt } from '../../state/toast.js'
import type { Snapshot } from '../../types.js'

/** The snapshots, including those of a running test: take, restore or delete one. */
export function Snapshots () {
  const all = useSignal<readonly Snapshot[]>([])
  const [name, setName] = useState('')
  const load = async () => {
    all.value = await mock.snapshots()
  }
  useSignalEffect(() => {
    // Loads again whenever the clock does, which is polled while the page is visible
    clock.value && load().catch(() => {})
  })
  const change = (work: () => Promise<unknown>, done: string) => attempt(async () => {
    await work()
    await load()
  }, done)
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault()
    await change(() => mock.takeSnapshot(name.trim()), 'The snapshot was taken')
    setName('')
  }
  const restore = (id: string) => change(async () => {
    await mock.restoreSnapshot(id)
    await reload()
  }, `Returned to ${id}`)
  return (
    <>
      {all.value.length > 0 && (
        <table class='plainrows'>
          <caption class='sr'>Snapshots</caption>
          <tbody>
            {all.value.map(({ id }) => (
              <tr key={id}>
                <td class='breaks'>{id}</td>
                <td>
                  <span class='acts'>
                    <Button kind='plain' onClick={() => restore(id)} title={`Return to ${id}`}>Restore</Button>
                    <IconButton
                      icon='trash' label={`Remove ${id}`} small onClick={() => change(() => mock.removeSnapshot(id), `${id} removed`)}
                    />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form class='pad row wrap' onSubmit={onSubmit}>
        <input
          class='input name'
          aria-label='Name of a snapshot'
          placeholder='Name of a snapshot'
          autocomplete='off'
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
        <Button icon='camera' type='submit'>Take a snapshot</Button>
      </form>
    </>
  )
}
