import { Fragment } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { Dialog } from '../components/dialog.js'
import { beside, moveKeys, viewKeys, type Keys } from '../components/use-keys.js'
import { switchFrozen, turnClock } from '../state/clock.js'
import { switchPaused } from '../state/journal.js'
import { isPaletteOpen } from './palette.js'
import { hrefOfView, VIEW_LINKS } from './views.js'

const LIST = [
  ['⌘ K or Ctrl K', 'Search everything'],
  ['/', 'Search this view'],
  ['G, then T C S R F K O', 'Timeline, Cases, Systems, Requests, Faults, Clock, Routes'],
  ['J K or ↓ ↑', 'Next, previous'],
  ['Enter, Esc', 'Open, close'],
  ['← →, Shift ← →', 'Timeline: previous and next event, previous and next failure'],
  ['+ − 0', 'Timeline: zoom, fit'],
  ['T, Shift T', 'Turn the clock forward by an hour; freeze or resume it'],
  ['C, N', 'Copy as curl; new case or fault'],
  ['Space', 'Pause or follow'],
  ['⌘ Enter or Ctrl Enter', 'Send the form'],
  ['?', 'This list'],
] as const

const isField = (element: EventTarget | null) =>
  element instanceof HTMLElement && (/^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable)
const takesSpace = (element: EventTarget | null) =>
  element instanceof Element && element.closest('button, a, summary, [role=button], pre') !== null

/** Elements that the arrow keys scroll while the focus is inside them. */
const isScrolled = (element: EventTarget | null) => element instanceof Element && element.closest('aside, article, pre') !== null

/** Presses the button of the view that has this key as its shortcut. */
const press = (key: string) => document.querySelector<HTMLElement>(`main [aria-keyshortcuts=${key}]`)?.click()

/** The keys that go to the previous or next link, in a view that is a list of links. */
function listKeys (): Keys {
  const links = [...document.querySelectorAll<HTMLElement>('main .list a')]
  if (links.length === 0) return {}
  const chosen = links.findIndex(link => link.getAttribute('aria-current') === 'true')
  return moveKeys(step => {
    const next = beside(links, chosen, step)!
    next.click()
    next.scrollIntoView({ block: 'nearest' })
  })
}

/** The keys of the page. Single letters do nothing while a field has the focus. */
export function Keyboard () {
  const [isListed, setListed] = useState(false)
  useLayoutEffect(() => {
    let goes = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        isPaletteOpen.value = !isPaletteOpen.value
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isField(event.target) || document.querySelector('dialog[open], .menu')) return
      const target = VIEW_LINKS.find(({ key }) => key === event.key)
      const name = event.shiftKey && event.key.startsWith('Arrow') ? `Shift+${event.key}` : event.key
      if (name.startsWith('Arrow') && isScrolled(event.target)) return
      const own = viewKeys.value[name]
      const general: Keys = {
        '?': () => setListed(true),
        t: () => {
          turnClock('1h', '1 h')
        },
        T: () => {
          switchFrozen()
        },
        g: () => {
          goes = event.timeStamp
        },
        c: () => press('c'),
        ...listKeys(),
        '/': () => document.querySelector<HTMLInputElement>('.finder input')?.focus(),
      }
      if (goes > 0 && event.timeStamp - goes < 1500 && target) {
        location.hash = hrefOfView(target.name)
        goes = 0
      } else if (own && !(event.key === 'Enter' && takesSpace(event.target))) own()
      else if (event.key === ' ' && !takesSpace(event.target)) switchPaused()
      else if (general[event.key]) general[event.key]!()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  if (!isListed) return null
  return (
    <Dialog title='Keyboard' cancel='Close' onClose={() => setListed(false)}>
      <dl class='kv keys'>
        {LIST.map(([keys, what]) => (
          <Fragment key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  )
}
