import { IconButton } from '../components/button.js'
import { Icon } from '../components/icon.js'
import { isPaused, held, resume } from '../state/journal.js'
import { connection } from '../state/server.js'
import { switchTheme, theme } from '../state/theme.js'
import { ClockChip } from './clock-chip.js'
import { isPaletteOpen } from './palette.js'
import { Switcher } from './switcher.js'

function Live () {
  if (connection.value === 'lost') {
    return (
      <span class='live lost' role='status'>
        <i class='dot' />
        <span>Server gone, trying again</span>
      </span>
    )
  }
  if (isPaused.value) {
    return (
      <button type='button' class='live paused' onClick={resume}>
        <i class='dot' />
        <span>Paused{held.value.length > 0 && `, ${held.value.length} new`}</span>
      </button>
    )
  }
  return (
    <span class='live' role='status'>
      <i class='dot' />
      <span>{connection.value === 'live' ? 'Live' : 'Connecting'}</span>
    </span>
  )
}

const SHORTCUT = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'

export function TopBar () {
  return (
    <header class='top'>
      <a class='brand' href='#/' aria-label='kibana-cases-mock'>
        <svg viewBox='0 0 20 20' aria-hidden='true'>
          <rect x='1' y='1' width='18' height='18' rx='5' fill='var(--accent)' />
          <path d='M5.500 6h5M5.500 10h9M5.500 14h3' stroke='var(--on-accent)' stroke-width='1.800' stroke-linecap='round' />
          <circle cx='13.500' cy='6' r='1.600' fill='var(--on-accent)' />
          <circle cx='11.500' cy='14' r='1.600' fill='var(--on-accent)' />
        </svg>
        <span>Cases mock</span>
      </a>
      <Switcher />
      <button
        type='button'
        class='search'
        onClick={() => {
          isPaletteOpen.value = true
        }}
      >
        <Icon name='search' />
        <span>Search cases, requests, routes</span>
        <kbd>{SHORTCUT}</kbd>
      </button>
      <ClockChip />
      <Live />
      <IconButton
        icon='search'
        label='Search'
        class='findbtn'
        onClick={() => {
          isPaletteOpen.value = true
        }}
      />
      <IconButton icon='sun' label={theme.value === 'dark' ? 'Switch to light' : 'Switch to dark'} onClick={switchTheme} />
    </header>
  )
}
