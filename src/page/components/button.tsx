import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon, type IconName } from './icon.js'
import { say } from '../state/toast.js'

interface ButtonProps {
  readonly children?: ComponentChildren
  readonly icon?: IconName
  readonly kind?: 'primary' | 'plain' | 'danger' | undefined
  readonly onClick?: () => unknown
  readonly disabled?: boolean
  /** The reason why it is disabled, or its effect if the text is short. */
  readonly title?: string | undefined
  readonly type?: 'button' | 'submit'
  readonly pressed?: boolean
  /** The `data-test-subj` of Kibana's own element. */
  readonly testSubject?: string
  /** The key that presses it. */
  readonly shortcut?: string | undefined
}

export function Button ({ children, icon, kind, onClick, disabled, title, type = 'button', pressed, testSubject, shortcut }: ButtonProps) {
  return (
    <button
      type={type}
      class={`btn ${kind ?? ''}`}
      onClick={onClick}
      disabled={disabled}
      title={title}
      aria-pressed={pressed}
      data-test-subj={testSubject}
      aria-keyshortcuts={shortcut}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A button with only an icon; its label describes the action. */
export function IconButton ({
  icon,
  label,
  onClick,
  small = false,
  class: more = '',
  expanded,
}: {
  icon: IconName
  label: string
  onClick?: (event: MouseEvent) => unknown
  small?: boolean
  class?: string
  expanded?: boolean
}) {
  return (
    <button
      type='button'
      class={`iconbtn ${small ? 'sm' : ''} ${more}`}
      aria-label={label}
      title={label}
      aria-expanded={expanded}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}

async function copy (text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Browsers block the clipboard on remote pages without TLS
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}

/** Copies a text and briefly confirms it. */
export function CopyButton ({
  text,
  children,
  label,
  shortcut,
}: {
  text: string | (() => string | Promise<string>)
  children?: string
  label?: string
  /** The key that presses it. */
  shortcut?: string
}) {
  const [isCopied, setCopied] = useState(false)
  const onClick = async () => {
    if (!(await copy(typeof text === 'string' ? text : await text()))) {
      say('The browser blocked access to the clipboard', { isError: true })
      return
    }
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  if (children === undefined) {
    return <IconButton icon={isCopied ? 'check' : 'copy'} label={isCopied ? 'Copied' : (label ?? 'Copy')} small onClick={onClick} />
  }
  return (
    <Button icon={isCopied ? 'check' : 'copy'} onClick={onClick} title={label} shortcut={shortcut}>
      {isCopied ? 'Copied' : children}
    </Button>
  )
}
