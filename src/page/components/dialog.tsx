import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button.js'
import { onSendKey } from './on-send-key.js'

interface DialogProps {
  readonly title: string
  readonly children: ComponentChildren
  /** The text of the button that confirms; without one, the dialog only shows something. */
  readonly confirm?: string
  readonly cancel?: string
  /** Runs once at a time, however often the button is pressed. */
  readonly onConfirm?: () => unknown
  readonly onClose: () => void
}

/** A modal dialog. The browser traps the focus in it and restores it afterwards. */
export function Dialog ({ title, children, confirm, cancel = 'Cancel', onClose, onConfirm = onClose }: DialogProps) {
  const [isBusy, setBusy] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  // A layout effect, so that the dialog is open before the next key press
  useLayoutEffect(() => {
    const opener = document.activeElement
    dialog.current!.showModal()
    // In a microtask: until the dialog is removed, no element outside it takes the focus
    return () => queueMicrotask(() => {
      if (opener instanceof HTMLElement) opener.focus()
    })
  }, [])
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    await onConfirm()
    setBusy(false)
  }
  return (
    <dialog ref={dialog} aria-labelledby='dialog-title' onClose={onClose} onKeyDown={onSendKey(onSubmit)}>
      <form onSubmit={onSubmit}>
        <div class='stack'>
          <h2 id='dialog-title'>{title}</h2>
          {children}
        </div>
        <footer>
          {/* Not through the browser's close event, which comes later, when the dialog may be open again */}
          <Button onClick={onClose}>{cancel}</Button>
          {confirm && <Button type='submit' kind='primary' disabled={isBusy}>{confirm}</Button>}
        </footer>
      </form>
    </dialog>
  )
}
