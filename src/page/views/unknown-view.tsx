import { Button } from '../components/button.js'
import { Empty } from '../components/layout.js'
import { go, view } from '../state/address.js'

/** Shown for an address without a known view. */
export const UnknownView = () => (
  <Empty icon='x'>
    <h1>This page has no view “{view.value}”</h1>
    <Button onClick={() => go([])}>Timeline</Button>
  </Empty>
)
