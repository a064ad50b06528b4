/** Listens for ⌘ Enter and Ctrl Enter, which send a form. */
export const onSendKey = (send: (event: Event) => unknown) => (event: KeyboardEvent): void => {
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send(event)
}
