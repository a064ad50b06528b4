import { mock } from '../../api.js'
import { Button } from '../../components/button.js'
import { save } from '../../components/save.js'
import { fileTime } from '../../domain/time.js'
import { isPaused, requests, switchPaused } from '../../state/journal.js'
import { attempt } from '../../state/toast.js'

const saveHar = () =>
  attempt(async () => save(`requests-${fileTime(new Date())}.har`, await mock.har(), 'application/json'), 'Saved as an HTTP Archive')

/** Buttons to pause and save the request log. */
export function JournalButtons () {
  return (
    <span class='wide row'>
      <Button icon={isPaused.value ? 'play' : 'pause'} onClick={switchPaused}>{isPaused.value ? 'Follow' : 'Pause'}</Button>
      <Button icon='down' title='HTTP Archive' disabled={requests.value.length === 0} onClick={saveHar}>HAR</Button>
    </span>
  )
}
