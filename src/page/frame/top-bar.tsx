import { Brand } from '../components/brand.js'
import { IconButton } from '../components/button.js'
import { Icon } from '../components/icon.js'
import { isPaused, held, resume } from '../state/journal.js'
import { connection, isGone } from '../state/server.js'
import { Account } from './account.js'
import { ClockChip } from './clock-chip.js'
import { isPaletteOpen } from './palette.js'
import { Switcher } from './switcher.js'
import { ThemeButton } from './theme-button.js'

function Live () {
  if (connection.value === 'lost') {
    return (
      <span class='live lost' role='status'>
        <i class='dot' />
        <span>{isGone.value ? 'Sandbox gone' : 'Server gone, trying again'}</span>
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
        <Brand />
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
      <Account />
      <ThemeButton class='theme' />
    </header>
  )
}
