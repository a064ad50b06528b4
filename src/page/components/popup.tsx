import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** The minimum distance between a menu and the edge of the window, in pixels. */
const MARGIN = 8

interface PopupProps {
  readonly label: string
  readonly button: ComponentChildren
  readonly class?: string
  readonly children: (close: () => void) => ComponentChildren
  /** Whether the button's text is its accessible name; otherwise `label` is. */
  readonly hasText?: boolean
  /** The side of the button on which it opens. */
  readonly side?: 'left' | 'right'
}

/** A button with a menu. Focus enters it on opening, moves with the arrow keys, and returns to the button on closing. */
export function Popup ({ label, button, class: more = 'btn', children, hasText = false, side = 'left' }: PopupProps) {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }

  // A layout effect, so that the menu has the focus before the next key press
  useLayoutEffect(() => {
    if (!isOpen) return
    const beyond = box.current!.getBoundingClientRect().right + MARGIN - innerWidth
    if (beyond > 0) box.current!.style.translate = `${-beyond}px`
    const items = () => [...box.current!.querySelectorAll<HTMLElement>('button, a, input')]
    items()[0]?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' || event.key === 'Tab') {
        event.stopPropagation()
        close()
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step === undefined) return
      event.preventDefault()
      const all = items()
      all[(all.indexOf(document.activeElement as HTMLElement) + step + all.length) % all.length]?.focus()
    }
    const onPress = (event: PointerEvent) => {
      if (!box.current?.parentElement?.contains(event.target as Node)) setOpen(false)
    }
    const { current } = box
    current!.addEventListener('keydown', onKey)
    addEventListener('pointerdown', onPress)
    return () => {
      current!.removeEventListener('keydown', onKey)
      removeEventListener('pointerdown', onPress)
    }
  }, [isOpen])

  return (
    <span class='popup'>
      <button
        ref={opener}
        type='button'
        class={more}
        aria-haspopup='menu'
        aria-expanded={isOpen}
        aria-label={hasText ? undefined : label}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div ref={box} class={`menu ${side}`} role='menu' aria-label={label}>
          {children(close)}
        </div>
      )}
    </span>
  )
}
