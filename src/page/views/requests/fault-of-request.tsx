import { useState } from 'preact/hooks'
import { mock } from '../../api.js'
import { Dialog } from '../../components/dialog.js'
import { Field } from '../../components/layout.js'
import { ruleWords } from '../../domain/rule-words.js'
import { loadRules } from '../../state/server.js'
import { attempt, say } from '../../state/toast.js'
import type { Request, Rule } from '../../types.js'
import { effectsFor } from './effects.js'

async function add (rule: Rule): Promise<void> {
  const added = await attempt(() => mock.faults.add(rule))
  if (!added) return
  await loadRules()
  const undo = () => attempt(async () => {
    await mock.faults.remove(added.id)
    await loadRules()
  }, `${added.id} removed`)
  say(`${added.id} waits for the next ${ruleWords({ match: rule.match ?? {} }).split(' →')[0]}`, { undo })
}

/** Asks what the next request like this one meets. */
export function FaultOfRequest ({ request, onClose }: { request: Request; onClose: () => void }) {
  const effects = effectsFor(request)
  const [name, setName] = useState(effects[0]!.name)
  const [times, setTimes] = useState('1')
  const { method, path, space } = request
  const rule: Rule = {
    match: { method, path, ...(space !== 'default' && { space }) },
    effect: effects.find(effect => effect.name === name)!.effect,
    ...(times !== '' && { times: Number(times) }),
  }
  const onConfirm = () => {
    add(rule)
    onClose()
  }
  return (
    <Dialog title={`A fault for requests like #${request.id}`} confirm='Add the fault' onConfirm={onConfirm} onClose={onClose}>
      <Field label='What happens' name='fault-effect'>
        <select id='fault-effect' class='input' value={name} onChange={event => setName(event.currentTarget.value)}>
          {effects.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        </select>
      </Field>
      <Field label='How often' name='fault-times'>
        <select id='fault-times' class='input' value={times} onChange={event => setTimes(event.currentTarget.value)}>
          <option value='1'>Once</option>
          <option value='3'>Three times</option>
          <option value=''>Until it is removed</option>
        </select>
      </Field>
      <p class='t2 breaks'>{ruleWords(rule)}</p>
    </Dialog>
  )
}
