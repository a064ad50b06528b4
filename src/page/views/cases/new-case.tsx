import { useState } from 'preact/hooks'
import { kibana } from '../../api.js'
import { Dialog } from '../../components/dialog.js'
import { Field } from '../../components/layout.js'
import { capital, OWNER_WORDS, SEVERITIES } from '../../domain/words.js'
import { go } from '../../state/address.js'
import { documents } from '../../state/documents.js'
import { attempt } from '../../state/toast.js'
import type { Case } from '../../types.js'

const EMPTY = { title: '', description: '', tags: '', severity: 'low', owner: 'cases', space: 'default' }

const toBody = ({ title, description, tags, severity, owner }: typeof EMPTY) => ({
  title,
  description,
  owner,
  // Left out when it is the default: before 8.3, cases have no severity
  ...(severity !== 'low' && { severity }),
  tags: tags.split(',').map(tag => tag.trim()).filter(Boolean),
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
  settings: { syncAlerts: false },
})

/** The form for a new case. Kibana's own API creates and validates it. */
export function NewCase ({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState(EMPTY)
  const bind = (name: keyof typeof EMPTY) => ({
    id: `new-${name}`,
    value: form[name],
    onInput: (event: { currentTarget: { value: string } }) => setForm({ ...form, [name]: event.currentTarget.value }),
  })
  const spaces = ['default', ...documents.value.spaces.map(({ id }) => id).filter(id => id !== 'default')]
  const onConfirm = async () => {
    const made = await attempt(() => kibana<Case>('POST', '/api/cases', { body: toBody(form), space: form.space }), 'The case was created')
    if (!made) return
    onClose()
    go(['cases', made.id])
  }
  const choice = (name: keyof typeof EMPTY, label: string, values: readonly string[], textOf = (value: string) => value) => (
    <Field label={label} name={`new-${name}`}>
      <select {...bind(name)}>{values.map(value => <option key={value} value={value}>{textOf(value)}</option>)}</select>
    </Field>
  )
  return (
    <Dialog title='New case' confirm='Create' onConfirm={onConfirm} onClose={onClose}>
      <Field label='Title' name='new-title'><input {...bind('title')} autocomplete='off' /></Field>
      <Field label='Description, in Markdown' name='new-description'><textarea {...bind('description')} rows={4} /></Field>
      <Field label='Tags' name='new-tags' note='Separated by commas'><input {...bind('tags')} autocomplete='off' /></Field>
      <div class='grid2'>
        {choice('severity', 'Severity', SEVERITIES, capital)}
        {choice('owner', 'Owner', Object.keys(OWNER_WORDS), value => OWNER_WORDS[value]!)}
        {spaces.length > 1 && choice('space', 'Space', spaces)}
      </div>
    </Dialog>
  )
}
