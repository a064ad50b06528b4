import { signal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'

export type Keys = Readonly<Record<string, () => void>>

/** The keys of the view that is shown; each view sets its own. */
export const viewKeys = signal<Keys>({})

/** The keys that move through a list: J, K and the arrows. */
export function moveKeys (move: (step: 1 | -1) => void): Keys {
  const [next, previous] = [() => move(1), () => move(-1)]
  return { j: next, ArrowDown: next, k: previous, ArrowUp: previous }
}

/** The item before or after the one at `index`, or the item at the end of the list. @param index -1 without a current item */
export const beside = <Item>(items: readonly Item[], index: number, step: 1 | -1): Item | undefined =>
  items[Math.max(0, Math.min(items.length - 1, index + step))]

/** Sets the keys of a view while it is shown, from its first frame on. */
export function useKeys (keys: Keys): void {
  useLayoutEffect(() => {
    viewKeys.value = keys
    return () => {
      if (viewKeys.value === keys) viewKeys.value = {}
    }
  })
}
