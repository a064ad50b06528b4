import type { ComponentChildren } from 'preact'
import { address } from '../api.js'
import { quoted } from '../domain/shell.js'
import { CopyButton } from './button.js'
import { Icon, type IconName } from './icon.js'

/** The footer of a view: the command that reads the same data. */
export function SameFromShell ({ command }: { command: string }) {
  return (
    <div class='same'>
      <Icon name='routes' />
      <span>The same from a shell:</span>
      <code class='cut'>{command}</code>
      <span class='grow' />
      <CopyButton text={command} label='Copy the command' />
    </div>
  )
}

/** A URL of this server, quoted for a shell where it must be. */
export function shellUrl (path: string): string {
  const url = address() + path
  return /^[\w:/.%@-]*$/.test(url) ? url : quoted(url)
}

/** An empty view: explains what will appear and how to get it. */
export function Empty ({ icon, title, children }: { icon: IconName; title?: string; children?: ComponentChildren }) {
  return (
    <div class='empty'>
      <Icon name={icon} />
      {title !== undefined && <b>{title}</b>}
      {children}
    </div>
  )
}

/** A choice between a few visible options. */
export function Segmented<Value extends string> ({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: Value
  options: readonly { value: Value; text: string; count?: number }[]
  onChoose: (value: Value) => void
}) {
  return (
    <div class='seg' role='group' aria-label={label}>
      {options.map(option => (
        <button key={option.value} type='button' aria-pressed={option.value === value} onClick={() => onChoose(option.value)}>
          {option.text}{' '}
          {option.count !== undefined && <small>{option.count.toLocaleString('en')}</small>}
        </button>
      ))}
    </div>
  )
}

/** A titled box. */
export function Card ({
  icon,
  title,
  note,
  actions,
  children,
  wide = false,
}: {
  icon: IconName
  title: string
  note?: ComponentChildren
  actions?: ComponentChildren
  children: ComponentChildren
  wide?: boolean
}) {
  return (
    <section class={`card ${wide ? 'whole' : ''}`} aria-label={title}>
      <header>
        <Icon name={icon} />
        <h2>{title}</h2>
        {note !== undefined && <span class='t3'>{note}</span>}
        <span class='grow' />
        {actions}
      </header>
      {children}
    </section>
  )
}

export function Field ({
  label,
  error,
  note,
  children,
  name,
}: {
  label: string
  error?: string | undefined
  note?: ComponentChildren
  children: ComponentChildren
  name: string
}) {
  return (
    <div class='field'>
      <label for={name}>{label}</label>
      {children}
      {error ? <small class='err'>{error}</small> : note && <small>{note}</small>}
    </div>
  )
}
