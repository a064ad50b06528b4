import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

export type Keys = Readonly<Record<string, () => void>>

/** The keys of the view that is shown; each view sets its own. */
export const viewKeys = signal<Keys>({})

/** Sets the keys of a view while it is shown. */
export function useKeys (keys: Keys): void {
  useEffect(() => {
    viewKeys.value = keys
    return () => {
      if (viewKeys.value === keys) viewKeys.value = {}
    }
  })
}
