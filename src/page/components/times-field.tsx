import { Field } from './layout.js'

/** The number of times that a rule applies, as text; empty for no limit. */
export function TimesField ({ name, value, onChoose }: { name: string; value: string; onChoose: (times: string) => void }) {
  return (
    <Field label='How often' name={name}>
      <select id={name} value={value} onChange={event => onChoose(event.currentTarget.value)}>
        <option value='1'>Once</option>
        <option value='3'>Three times</option>
        <option value=''>Until it is removed</option>
      </select>
    </Field>
  )
}
