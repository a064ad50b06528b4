import { useState } from 'preact/hooks'
import { Button } from '../../components/button.js'
import { makeSandbox, places } from '../../state/sandboxes.js'

/** The form for a new sandbox. The server chooses the id and the version if they are empty. */
export function MakeSandbox () {
  const [id, setId] = useState('')
  const [version, setVersion] = useState('')
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!await makeSandbox(id.trim(), version.trim())) return
    setId('')
    setVersion('')
  }
  return (
    <form class='pad row wrap' onSubmit={onSubmit}>
      <input
        class='input name'
        aria-label='Id of a sandbox'
        placeholder={`worker-${places.value.length}`}
        autocomplete='off'
        value={id}
        onInput={event => setId(event.currentTarget.value)}
      />
      <input
        class='input version'
        aria-label='Version of Kibana'
        placeholder={places.value[0]?.version}
        autocomplete='off'
        value={version}
        onInput={event => setVersion(event.currentTarget.value)}
      />
      <Button icon='plus' type='submit'>Create a sandbox</Button>
    </form>
  )
}
