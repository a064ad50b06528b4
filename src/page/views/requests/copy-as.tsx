import { useState } from 'preact/hooks'
import { Button, CopyButton } from '../../components/button.js'
import { asCurl, asExpectation, asFetch } from '../../domain/request-code.js'
import type { Request } from '../../types.js'
import { FaultOfRequest } from './fault-of-request.js'

/** A request as code for a test, and as a fault for the next such request. */
export function CopyAs ({ request }: { request: Request }) {
  const [isMaking, setMaking] = useState(false)
  return (
    <div class='row wrap copies'>
      <span class='t3'>Copy as</span>
      <CopyButton text={() => asCurl(request, location.origin)} label='Copy as a curl command' shortcut='c'>curl</CopyButton>
      <CopyButton text={() => asFetch(request, location.origin)} label='Copy as a fetch call'>fetch</CopyButton>
      <CopyButton text={() => asExpectation(request)} label='Copy as an expectation for POST /_mock/requests/verify'>verify</CopyButton>
      <span class='grow' />
      <Button icon='bolt' onClick={() => setMaking(true)}>Create a fault from it</Button>
      {isMaking && <FaultOfRequest request={request} onClose={() => setMaking(false)} />}
    </div>
  )
}
