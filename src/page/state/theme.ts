import { effect, signal } from '@preact/signals'

const KEY = 'kcm-theme'
const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(KEY)
const dark = matchMedia('(prefers-color-scheme: dark)')

/** Light or dark: the user's choice, or else the system's. */
export const theme = signal<'light' | 'dark'>(asked === 'dark' || asked === 'light' ? asked : dark.matches ? 'dark' : 'light')

effect(() => {
  document.documentElement.dataset.theme = theme.value
})

export function switchTheme (): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark'
  localStorage.setItem(KEY, theme.value)
}
