import { useState } from 'preact/hooks'
import { mock } from '../../api.js'
import { Dialog } from '../../components/dialog.js'
import { Field } from '../../components/layout.js'
import { TimesField } from '../../components/times-field.js'
import { ruleWords } from '../../domain/rule-words.js'
import { addRule } from '../../state/rules.js'
import type { Request, Rule } from '../../types.js'
import { effectsFor } from './effects.js'

const add = (rule: Rule) =>
  addRule('faults', () => mock.faults.add(rule), String(ruleWords({ match: rule.match ?? {} }).split(' →')[0]))

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
      <TimesField name='fault-times' value={times} onChoose={setTimes} />
      <p class='t2 breaks'>{ruleWords(rule)}</p>
    </Dialog>
  )
}
