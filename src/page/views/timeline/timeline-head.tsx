import { Button, IconButton } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { Segmented } from '../../components/layout.js'
import { count } from '../../domain/words.js'
import { place, setQuery } from '../../state/address.js'
import { isPhone } from '../../state/screen.js'
import { requests, trouble, unplanned } from '../../state/journal.js'
import { PhoneFilter } from './phone-filter.js'
import { fit, isFit, zoomBy } from './zoom.js'

const ZOOM_STEP = 1.6

function Summary () {
  const wrong = trouble.value.length
  return (
    <span class='t2 cut'>
      <span class='wide'>{count(requests.value.length, 'request')}{wrong > 0 && ', '}</span>
      {wrong > 0 && (
        <b>{wrong.toLocaleString('en')} went wrong<span class='wide'>, {unplanned.value.length.toLocaleString('en')} not planned</span></b>
      )}
    </span>
  )
}

const Legend = () => (
  <div class='legend wide'>
    <span><i class='done' />done</span>
    <span><i class='refused' />refused</span>
    <span><i class='failed' />failed</span>
    <span><Icon name='bolt' small />planned</span>
  </div>
)

/** A one-sentence summary, the color legend and the zoom. */
export function TimelineHead () {
  return (
    <div class='head timeline-head'>
      <h1>Timeline</h1>
      <Summary />
      <span class='grow' />
      {requests.value.length > 0 && (
        <>
          {isPhone.value && <PhoneFilter />}
          <Legend />
          <span class='wide'>
            <Segmented
              label='Clock shown first'
              value={place.value.query.get('clock') === 'real' ? 'real' : 'server'}
              options={[{ value: 'server', text: 'Server clock' }, { value: 'real', text: 'Real time' }]}
              onChoose={clock => setQuery({ clock: clock === 'real' ? clock : null })}
            />
          </span>
          <span class='row wide'>
            <IconButton icon='minus' label='Zoom out' onClick={() => zoomBy(ZOOM_STEP)} />
            <IconButton icon='plus' label='Zoom in' onClick={() => zoomBy(1 / ZOOM_STEP)} />
            <Button disabled={isFit.value} title={isFit.value ? 'The whole log is shown' : 'Show the whole log'} onClick={fit}>Fit</Button>
          </span>
        </>
      )}
    </div>
  )
}
