import { mock } from '../../api.js'
import { Button } from '../../components/button.js'
import { reload } from '../../state/server.js'
import { attempt } from '../../state/toast.js'

const loadDemo = () => attempt(async () => {
  await mock.seed('demo')
  await reload()
}, 'The demo was loaded')

/** Adds the demo to the data of the server. */
export function LoadDemo () {
  return <Button onClick={loadDemo} title='Adds a dozen lively cases, pushed to three systems'>Load the demo</Button>
}
