import { signal } from '@preact/signals'
import { sandbox } from '../api.js'
import { Button } from '../components/button.js'
import { showSandbox } from '../state/address.js'
import { previous, showPrevious, isOld } from '../state/journal.js'
import { connection, hasRestarted, health, isGone } from '../state/server.js'

/** The version whose warning was dismissed. */
const dismissedVersion = signal('')

/** Warns above the view about a server or sandbox that is gone, restarted, or newer than the page. */
export function Strip () {
  if (isGone.value) {
    return (
      <div class='strip' role='alert'>
        <span>The sandbox {sandbox.value} no longer exists.</span>
        <span class='grow' />
        <Button kind='plain' onClick={() => showSandbox(null)}>Show main</Button>
      </div>
    )
  }
  if (connection.value === 'lost') {
    return (
      <div class='strip' role='alert'>
        The server does not answer. The page shows its last known state.
      </div>
    )
  }
  if (hasRestarted.value) {
    return (
      <div class='strip info' role='status'>
        <span>The server has restarted{isOld.value ? '; these are the requests from before.' : ', and its request log is empty.'}</span>
        {previous.value.length > 0 && (
          <Button kind='plain' onClick={() => showPrevious(!isOld.value)}>
            {isOld.value ? 'Show the new requests' : `Show the ${previous.value.length} from before`}
          </Button>
        )}
        <span class='grow' />
        <Button
          kind='plain'
          onClick={() => {
            showPrevious(false)
            hasRestarted.value = false
          }}
        >
          Hide
        </Button>
      </div>
    )
  }
  const about = health.value
  if (!about?.isNewerThanKnown || dismissedVersion.value === about.kibanaVersion) return null
  return (
    <div class='strip info' role='status'>
      <span>
        Kibana {about.kibanaVersion} is newer than the newest version known here: the server behaves as Kibana {about.behavesAs}.
      </span>
      <span class='grow' />
      <Button
        kind='plain'
        onClick={() => {
          dismissedVersion.value = about.kibanaVersion
        }}
      >
        Hide
      </Button>
    </div>
  )
}
