import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { AnswerError } from '../../api.js'
import { Json } from '../../components/json.js'
import { Segmented } from '../../components/layout.js'
import { onSendKey } from '../../components/on-send-key.js'
import { SchemaForm } from '../../components/schema-form.js'
import { isGroup, valueOf, withMember, type Draft } from '../../domain/draft.js'
import { isObject } from '../../domain/json-object.js'
import { capital, nameAsWords } from '../../domain/words.js'
import { go, place, setQuery } from '../../state/address.js'
import type { Operation } from '../../state/operations.js'
import { addRule, KIND_NAMES, type RuleKind } from '../../state/rules.js'
import { isNarrow } from '../../state/screen.js'
import { firstDraft } from './first-draft.js'
import { FormButtons } from './form-buttons.js'
import { KINDS } from './kinds.js'
import { knownValues } from './known-values.js'
import { PresetButtons } from './presets.js'
import { WouldMeet } from './would-meet.js'

/** A form for a rule, generated from the server's OpenAPI document. */
export function AddRule ({ kind, operation }: { kind: RuleKind; operation: Operation }) {
  const { query } = place.value
  const schema = operation.body?.schema ?? {}
  const first = () => firstDraft(kind, operation, query)
  const [draft, setDraft] = useState<Draft>(first)
  const [error, setError] = useState<AnswerError | undefined>()
  const change = (next: Draft) => {
    setDraft(next)
    setError(undefined)
  }
  useLayoutEffect(() => change(first()), [kind, operation, query.get('from'), query.get('like'), query.get('connector')])
  const rule = valueOf(schema, draft)
  const isBusy = useRef(false)
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    if (isBusy.current) return
    isBusy.current = true
    try {
      await addRule(kind, rule)
      if (isNarrow.value) go(['faults'])
    } catch (problem) {
      setError(problem instanceof AnswerError ? problem : new AnswerError(0, 'The server does not answer'))
    } finally {
      isBusy.current = false
    }
  }
  const own = { wrongAt: error?.path, known: knownValues.value }
  const { one, rest } = KINDS[kind]
  /** An object in the rule: its criteria, its effect or its answer. */
  const group = (name: string) => {
    const part = schema.properties?.[name]
    if (!part || !isGroup(part)) return null
    const inner = draft[name]
    return (
      <section class='stack'>
        <h2 class='cap'>{nameAsWords(name)}: {part.description}</h2>
        <SchemaForm
          {...own}
          schema={part}
          label={nameAsWords(name)}
          at={name}
          draft={typeof inner === 'object' ? inner : {}}
          onChange={next => change(withMember(draft, name, next))}
        />
        {name === 'match' && kind === 'faults' && <WouldMeet match={isObject(rule.match) ? rule.match : {}} />}
      </section>
    )
  }
  return (
    <form class='panel add-rule' aria-label={`Add a ${one}`} onSubmit={onSubmit} onKeyDown={onSendKey(onSubmit)}>
      <section class='stack'>
        <h2>Add a {one}</h2>
        <Segmented
          label='Kind'
          value={kind}
          options={KIND_NAMES.map(value => ({ value, text: capital(KINDS[value].one) }))}
          onChoose={value => setQuery({ kind: value, from: null, like: null, connector: null })}
        />
      </section>
      {kind !== 'stubs' && <PresetButtons kind={kind} draft={draft} onChange={change} />}
      {group('match')}
      {group('effect')}
      <section class='stack'>
        <h2 class='cap'>{rest}</h2>
        <SchemaForm {...own} schema={schema} label={rest} at='' draft={draft} onChange={change} />
      </section>
      {group('response')}
      <section><Json value={rule} label={`The ${one}`} width={44} /></section>
      <FormButtons kind={kind} path={operation.path} rule={rule} error={error} />
    </form>
  )
}
