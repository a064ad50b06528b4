import { Icon } from './icon.js'

/** The search field of a view; the key `/` goes to it. */
export function Finder ({ label, placeholder, value, onFind }: {
  label: string
  placeholder: string
  value: string
  onFind: (text: string) => void
}) {
  return (
    <div class='finder'>
      <Icon name='search' />
      <input
        class='input'
        type='search'
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onInput={event => onFind(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </div>
  )
}
