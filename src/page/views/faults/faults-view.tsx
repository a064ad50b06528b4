import { useEffect } from 'preact/hooks'
import { Button } from '../../components/button.js'
import { Icon } from '../../components/icon.js'
import { SameFromShell, shellUrl } from '../../components/layout.js'
import { useKeys } from '../../components/use-keys.js'
import { go, hrefOf, place } from '../../state/address.js'
import { loadOperations, operations } from '../../state/operations.js'
import { clearRules, KIND_NAMES, rules } from '../../state/rules.js'
import { isNarrow } from '../../state/screen.js'
import { connection } from '../../state/server.js'
import { AddRule } from './add-rule.js'
import { KINDS } from './kinds.js'
import { RuleSection } from './rule-section.js'

/** All faults, failures and stubs, with a form that adds one. */
export function FaultsView () {
  useEffect(() => {
    loadOperations()
  }, [])
  useKeys({ n: () => go(['faults', 'new']) })
  const { parts, query } = place.value
  const kind = KIND_NAMES.find(name => name === query.get('kind')) ?? 'faults'
  const operation = operations.value.find(({ id }) => id === KINDS[kind].operation)
  // Only once connected: the form may be filled from a request or a rule
  const form = operation && connection.value !== 'waiting' && <AddRule kind={kind} operation={operation} />
  if (isNarrow.value && parts[1] === 'new') {
    return (
      <div class='body'>
        <a class='row t2 back pad' href={hrefOf(['faults'])}><Icon name='back' />Faults</a>
        <h1 class='sr'>Add a rule</h1>
        {form}
      </div>
    )
  }
  const isEmpty = KIND_NAMES.every(name => rules.value[name].length === 0)
  return (
    <>
      <div class='head'>
        <h1>Faults</h1>
        <span class='t3 wide cut'>What the server does wrong on purpose</span>
        <span class='grow' />
        {!isEmpty && <Button kind='plain' icon='trash' onClick={clearRules}>Remove all</Button>}
        {isNarrow.value && <Button kind='primary' icon='plus' onClick={() => go(['faults', 'new'])}>Add</Button>}
      </div>
      <div class={`split ${isNarrow.value ? '' : 'with-form'}`}>
        <div class='body' tabIndex={0} role='region' aria-label='Rules'>
          {KIND_NAMES.map(name => <RuleSection key={name} kind={name} />)}
        </div>
        {!isNarrow.value && form}
      </div>
      <SameFromShell command={`curl ${shellUrl(`/_mock/${kind}`)}`} />
    </>
  )
}
