import { computed, signal } from '@preact/signals'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from '../components/icon.js'
import { describe } from '../domain/describe.js'
import { searchWords, shortPath } from '../domain/words.js'
import { hrefOf } from '../state/address.js'
import { documents } from '../state/documents.js'
import { operations, loadOperations } from '../state/operations.js'
import { requests } from '../state/journal.js'
import { hrefOfRecord } from '../state/systems.js'
import { hrefOfView, VIEW_LINKS } from './views.js'

export const isPaletteOpen = signal(false)

interface Entry {
  readonly icon: IconName
  readonly title: string
  readonly note: string
  readonly href: string
  readonly words: string
}

const entries = computed<readonly Entry[]>(() => [
  ...VIEW_LINKS.map(({ name, title, icon }) => ({ icon, title, note: 'view', href: hrefOfView(name), words: title })),
  ...[...documents.value.cases.values()].map(({ id, title, external_service: service }) => ({
    icon: 'cases' as const,
    title,
    note: service?.external_title ?? 'case',
    href: hrefOf(['cases', id]),
    words: `${title} ${id} ${service?.external_title ?? ''}`,
  })),
  ...documents.value.incidents.map(incident => ({
    icon: 'systems' as const,
    title: incident.externalTitle,
    note: 'incident',
    href: hrefOfRecord(incident),
    words: `${incident.externalTitle} ${incident.externalId}`,
  })),
  ...requests.value.toReversed().map(request => ({
    icon: 'requests' as const,
    title: `#${request.id} ${request.method} ${shortPath(request.path)}`,
    note: describe(request).say,
    href: hrefOf(['requests', request.id]),
    words: `#${request.id} ${request.method} ${request.path}`,
  })),
  ...operations.value.map(({ id, method, path, summary }) => ({
    icon: 'routes' as const,
    title: `${method} ${path}`,
    note: summary,
    href: hrefOf(['routes', id]),
    words: `${method} ${path} ${summary}`,
  })),
])

const MOST = 12

function find (text: string): readonly Entry[] {
  const words = searchWords(text)
  return entries.value.filter(entry => words.every(word => entry.words.toLowerCase().includes(word))).slice(0, MOST)
}

function Search () {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const dialog = useRef<HTMLDialogElement>(null)
  // A layout effect, so that the dialog is open before the next key press
  useLayoutEffect(() => {
    dialog.current!.showModal()
    loadOperations()
  }, [])
  const found = find(text)
  const close = () => dialog.current!.close()
  const open = (entry: Entry | undefined) => {
    if (!entry) return
    location.hash = entry.href
    close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen(Math.max(0, Math.min(found.length - 1, chosen + step)))
    else if (event.key === 'Enter') open(found[chosen])
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      class='palette menu'
      aria-label='Search'
      onClose={() => {
        isPaletteOpen.value = false
      }}
    >
      <input
        type='text'
        role='combobox'
        aria-expanded='true'
        aria-controls='palette-list'
        aria-activedescendant={found.length > 0 ? `found-${chosen}` : undefined}
        aria-label='Search cases, requests, routes'
        placeholder='Search cases, requests, routes'
        value={text}
        onInput={event => {
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id='palette-list' role='listbox' aria-label='Found'>
        {found.map((entry, index) => (
          <button
            key={entry.href}
            id={`found-${index}`}
            type='button'
            role='option'
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => open(entry)}
          >
            <Icon name={entry.icon} />
            <span class='cut'>{entry.title}</span>
            <span class='grow' />
            <span class='t3 cut note'>{entry.note}</span>
          </button>
        ))}
      </div>
      {found.length === 0 && <p class='pad t3'>Nothing found for “{text}”.</p>}
    </dialog>
  )
}

export const Palette = () => (isPaletteOpen.value ? <Search /> : null)
