import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../components/button.js'
import { Dialog } from '../../components/dialog.js'
import { Field } from '../../components/layout.js'
import { TimesField } from '../../components/times-field.js'
import { hrefOf } from '../../state/address.js'
import { loadOperations, operations } from '../../state/operations.js'
import { addRule } from '../../state/rules.js'
import { systems } from '../../state/systems.js'
import { attempt } from '../../state/toast.js'

/** The kinds of failure listed in the OpenAPI document. */
function kinds (): readonly string[] {
  const schema = operations.value.find(({ id }) => id === 'addFailure')?.body?.schema
  return (schema?.properties?.failure?.enum ?? []).filter(name => typeof name === 'string')
}

const plan = (connectorId: string, failure: string, times: string) => attempt(async () => {
  await addRule('failures', {
    failure, ...(connectorId !== '' && { match: { connectorId } }), ...(times !== '' && { times: Number(times) }),
  })
  return true
})

function PlanFailure ({ connectorId, onClose }: { connectorId: string; onClose: () => void }) {
  useEffect(() => { loadOperations() }, [])
  const [target, setTarget] = useState(connectorId)
  const [failure, setFailure] = useState('rate-limit')
  const [times, setTimes] = useState('1')
  const onConfirm = async () => {
    if (await plan(target, failure, times)) onClose()
  }
  return (
    <Dialog title='Plan a failure' confirm='Plan it' onConfirm={onConfirm} onClose={onClose}>
      <Field label='System' name='failure-target'>
        <select id='failure-target' value={target} onChange={event => setTarget(event.currentTarget.value)}>
          <option value=''>Every system</option>
          {systems.value.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </Field>
      <Field label='Failure' name='failure-kind' note='Each system fails in its own words'>
        <select id='failure-kind' value={failure} onChange={event => setFailure(event.currentTarget.value)}>
          {(kinds().length > 0 ? kinds() : [failure]).map(name => <option key={name} value={name}>{name}</option>)}
        </select>
      </Field>
      <TimesField name='failure-times' value={times} onChoose={setTimes} />
      <a href={hrefOf(['faults', 'new'], { kind: 'failures', connector: target })}>All failure options</a>
    </Dialog>
  )
}

/** A button that opens a dialog to plan a failure of an external system. */
export function PlanButton ({ connectorId = '', text = 'Plan a failure' }: { connectorId?: string; text?: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon='bolt' onClick={() => setOpen(true)}>{text}</Button>
      {isOpen && <PlanFailure connectorId={connectorId} onClose={() => setOpen(false)} />}
    </>
  )
}
