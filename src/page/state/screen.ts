import { signal } from '@preact/signals'

const phone = matchMedia('(max-width: 720px)')
const narrow = matchMedia('(max-width: 1000px)')

/** Whether the page is as narrow as a phone. If so, tables become lists, and panels become pages. */
export const isPhone = signal(phone.matches)
phone.addEventListener('change', () => {
  isPhone.value = phone.matches
})
/** Whether panels slide over the view. */
export const isNarrow = signal(narrow.matches)
narrow.addEventListener('change', () => {
  isNarrow.value = narrow.matches
})
