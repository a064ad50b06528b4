import { Button } from '../components/button.js'
import { previous, showPrevious, isOld } from '../state/journal.js'
import { connection, hasRestarted } from '../state/server.js'

/** Tells about a server that is gone or was restarted, above the view. */
export function Strip () {
  if (connection.value === 'lost') {
    return (
      <div class='strip' role='alert'>
        The server does not answer. What is shown is what it said last.
      </div>
    )
  }
  if (!hasRestarted.value) return null
  return (
    <div class='strip info' role='status'>
      <span>The server has started again{isOld.value ? '; this is its journal of before.' : ' with an empty journal.'}</span>
      {previous.value.length > 0 && (
        <Button kind='plain' onClick={() => showPrevious(!isOld.value)}>
          {isOld.value ? 'Show the new journal' : `Show the old one, ${previous.value.length}`}
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
