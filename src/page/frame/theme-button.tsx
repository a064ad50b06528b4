import { IconButton } from '../components/button.js'
import { switchTheme, theme } from '../state/theme.js'

/** Switches between light and dark. */
export const ThemeButton = ({ class: more = '' }: { class?: string }) => (
  <IconButton icon='sun' label={theme.value === 'dark' ? 'Switch to light' : 'Switch to dark'} onClick={switchTheme} class={more} />
)
