import { CopyButton } from '../../components/button.js'
import { Json } from '../../components/json.js'
import type { Case } from '../../types.js'

/** The stored document of the case. */
export function RawTab ({ found }: { found: Case }) {
  return (
    <div class='body pad stack'>
      <div class='row'>
        <span class='t3'>As the server stores it</span>
        <span class='grow' />
        <CopyButton text={() => JSON.stringify(found, null, 2)}>Copy</CopyButton>
      </div>
      <Json value={found} label='The case as JSON' width={90} />
    </div>
  )
}
