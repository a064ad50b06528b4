import type { IconName } from './icon.js'
import { Icon } from './icon.js'
import { Popup } from './popup.js'

/** A filter with many values: the button says which one holds. */
export function Choice ({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: string | null
  options: readonly (string | { value: string; text: string })[]
  onChoose: (value: string | null) => void
}) {
  const all = options.map(option => (typeof option === 'string' ? { value: option, text: option } : option))
  const chosen = all.find(option => option.value === value)?.text ?? value
  return (
    <Popup
      label={label}
      hasText
      class={`btn ${value === null ? 'plain' : ''}`}
      button={
        <>
          {value === null ? label : `${label}: ${chosen}`}
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
              <Icon name={option.value === value ? 'check' : ('minus' satisfies IconName)} />
              <span class='cut'>{option.text}</span>
            </button>
          ))}
        </>
      )}
    </Popup>
  )
}
