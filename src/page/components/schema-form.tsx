import { choicesOf, isFlag, isGroup, isLong, withMember, type Draft } from '../domain/draft.js'
import type { JsonSchema } from '../domain/json-schema.js'
import { capital, nameAsWords } from '../domain/words.js'
import { Button } from './button.js'
import { InCode } from './in-code.js'
import { Field } from './layout.js'

interface FormProps {
  readonly schema: JsonSchema
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly label: string
  /** The path of the schema in the body, such as `match`; empty for the body itself. */
  readonly at: string
  /** The path that the server rejected. */
  readonly wrongAt?: string | undefined
  /** Suggested values by property name. */
  readonly known: Readonly<Record<string, readonly string[]>>
}

const exampleText = ({ examples: [example] = [] }: JsonSchema) =>
  example === undefined ? '' : typeof example === 'string' ? example : JSON.stringify(example)

function Input ({ id, schema, value, isWrong, known, onInput }: {
  id: string
  schema: JsonSchema
  value: string
  isWrong: boolean
  known: readonly string[]
  onInput: (text: string) => void
}) {
  const choices = choicesOf(schema)
  const common = { id, value, 'aria-invalid': isWrong, spellcheck: false, placeholder: exampleText(schema) }
  if (choices.length > 0) {
    return (
      <select id={id} value={value} aria-invalid={isWrong} onChange={event => onInput(event.currentTarget.value)}>
        {!choices.includes(value) && <option value='' />}
        {choices.map(choice => <option key={choice} value={choice}>{choice}</option>)}
      </select>
    )
  }
  if (isLong(schema)) {
    return (
      <textarea
        {...common} class='mono' rows={Math.min(12, value.split('\n').length + 1)} onInput={event => onInput(event.currentTarget.value)}
      />
    )
  }
  const isNumber = schema.type === 'integer' || schema.type === 'number'
  return (
    <>
      <input
        {...common}
        class={isNumber ? '' : 'mono'}
        inputMode={isNumber ? 'decimal' : 'text'}
        list={known.length > 0 ? `${id}-known` : undefined}
        onInput={event => onInput(event.currentTarget.value)}
      />
      {known.length > 0 && <datalist id={`${id}-known`}>{known.map(text => <option key={text} value={text} />)}</datalist>}
    </>
  )
}

/** A form generated from a schema: a button per property and a field for each chosen one. Nested objects are not drawn. */
export function SchemaForm ({ schema, draft, onChange, label, at, wrongAt, known }: FormProps) {
  const own = Object.entries(schema.properties ?? {}).filter(([, part]) => !isGroup(part))
  const toggle = (name: string, part: JsonSchema) =>
    onChange(withMember(draft, name, name in draft ? undefined : isFlag(part) ? true : choicesOf(part)[0] ?? ''))
  return (
    <>
      <div class='row wrap chips' role='group' aria-label={label}>
        {own.map(([name, part]) => (
          <Button key={name} pressed={name in draft} title={part.description} onClick={() => toggle(name, part)}>
            {nameAsWords(name)}
          </Button>
        ))}
      </div>
      {own.filter(([name]) => name in draft).map(([name, part]) => {
        const place = at === '' ? name : `${at}.${name}`
        const id = `rule-${place.replaceAll('.', '-')}`
        const note = <InCode text={capital(part.description ?? '')} />
        const value = draft[name]
        if (typeof value !== 'string') return <p key={name} class='t2'><b>{nameAsWords(name)}.</b> {note}</p>
        return (
          <Field key={name} label={nameAsWords(name)} name={id} note={note}>
            <Input
              id={id}
              schema={part}
              value={value}
              isWrong={wrongAt === place}
              known={known[name] ?? []}
              onInput={text => onChange(withMember(draft, name, text))}
            />
          </Field>
        )
      })}
    </>
  )
}
