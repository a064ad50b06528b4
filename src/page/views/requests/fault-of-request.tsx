import { useState } from 'preact/hooks'
import { Dialog } from '../../components/dialog.js'
import { Field } from '../../components/layout.js'
import { TimesField } from '../../components/times-field.js'
import { matchOf } from '../../domain/request-code.js'
import { ruleWords } from '../../domain/rule-words.js'
import { hrefOf } from '../../state/address.js'
import { addRule } from '../../state/rules.js'
import { attempt } from '../../state/toast.js'
import type { Request, Rule } from '../../types.js'
import { effectsFor } from './effects.js'

const add = (rule: Rule) => attempt(() => addRule('faults', rule))

/** A form for a fault that applies to the next request like this one. */
export function FaultOfRequest ({ request, onClose }: { request: Request; onClose: () => void }) {
  const effects = effectsFor(request)
  const [name, setName] = useState(effects[0]!.name)
  const [times, setTimes] = useState('1')
  const rule: Rule = {
    match: matchOf(request),
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
        <select id='fault-effect' value={name} onChange={event => setName(event.currentTarget.value)}>
          {effects.map(({ name }) => <option key={name} value={name}>{name}</option>)}
        </select>
      </Field>
      <TimesField name='fault-times' value={times} onChoose={setTimes} />
      <p class='t2 breaks'>{ruleWords(rule)}</p>
      <a href={hrefOf(['faults', 'new'], { from: request.id })}>All fault options</a>
    </Dialog>
  )
}
