import { Icon } from './icon.js'
import { Popup } from './popup.js'

/** A filter with many values; the button shows the current one. */
export function Choice ({
  label,
  value,
  options,
  onChoose,
  side = 'left',
}: {
  label: string
  value: string | null
  options: readonly (string | { value: string; text: string })[]
  onChoose: (value: string | null) => void
  /** The side of the button on which the menu opens. */
  side?: 'left' | 'right'
}) {
  const all = options.map(option => (typeof option === 'string' ? { value: option, text: option } : option))
  const chosen = all.find(option => option.value === value)?.text ?? value
  return (
    <Popup
      label={label}
      hasText
      side={side}
      class={`btn ${value === null ? 'plain' : ''}`}
      button={
        <>
          <span class='cut'>{value === null ? label : `${label}: ${chosen}`}</span>
          <Icon name='chev' />
        </>
      }
    >
      {close => (
        <>
          {value !== null && (
            <button
              type='button'
              role='menuitem'
              onClick={() => {
                onChoose(null)
                close()
              }}
            >
              <Icon name='x' />
              Any
            </button>
          )}
          {all.length === 0 && <span class='cap'>Nothing to choose from yet</span>}
          {all.slice(0, 200).map(option => (
            <button
              key={option.value}
              type='button'
              role='menuitem'
              onClick={() => {
                onChoose(option.value)
                close()
              }}
            >
              {option.value === value ? <Icon name='check' /> : <span class='icon' />}
              <span class='cut'>{option.text}</span>
            </button>
          ))}
        </>
      )}
    </Popup>
  )
}
