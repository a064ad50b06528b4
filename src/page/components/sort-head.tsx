import type { ComponentChildren } from 'preact'
import { Icon } from './icon.js'

export interface Sorting {
  readonly key: string
  readonly isDescending: boolean
}

interface SortHeadProps {
  readonly name: string
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
  readonly children: ComponentChildren
  readonly class?: string | undefined
  /** Whether the first press sorts in descending order. */
  readonly isDescending?: boolean | undefined
}

/** A sortable column header; a second press reverses the order. */
export function SortHead ({ name, sorting, onSort, children, class: more, isDescending = false }: SortHeadProps) {
  const isChosen = sorting.key === name
  return (
    <th scope='col' class={more} aria-sort={isChosen ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}>
      <button
        type='button'
        class='sort'
        onClick={() => onSort({ key: name, isDescending: isChosen ? !sorting.isDescending : isDescending })}
      >
        {children}
        {isChosen && <Icon name={sorting.isDescending ? 'chev' : 'asc'} />}
      </button>
    </th>
  )
}
