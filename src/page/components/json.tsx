import { useMemo, useState } from 'preact/hooks'
import { jsonText, tokensOf } from '../domain/json-text.js'
import { Button } from './button.js'

/** The length, in characters, beyond which only the first lines are drawn. */
const MUCH = 64_000
const FIRST_LINES = 200

interface JsonProps {
  readonly value: unknown
  /** Invalid values, which are highlighted. */
  readonly marked?: readonly string[]
  readonly label: string
  readonly width?: number
}

/** A value as highlighted JSON, or plain text. Focusable, so that the keyboard can scroll it. */
export function Json ({ value, marked = [], label, width = 60 }: JsonProps) {
  const [isWhole, setWhole] = useState(false)
  const text = useMemo(() => (typeof value === 'string' ? value : jsonText(value, width)), [value, width])
  const lines = text.length > MUCH && !isWhole ? text.split('\n').slice(0, FIRST_LINES).join('\n').slice(0, MUCH) : text
  const tokens = useMemo(() => (typeof value === 'string' ? [{ text: lines, kind: '' }] : tokensOf(lines)), [lines, value])
  return (
    <>
      <pre class='code wrapped' tabIndex={0} role='group' aria-label={label}>
        {tokens.map(({ text, kind }) => {
          const content = marked.includes(text) ? <mark>{text}</mark> : text
          return kind === '' ? content : <span class={kind}>{content}</span>
        })}
      </pre>
      {lines !== text && (
        <Button onClick={() => setWhole(true)}>Show all, {Math.round(text.length / 1000).toLocaleString('en')} kB</Button>
      )}
    </>
  )
}
