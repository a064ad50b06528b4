/** The height of table rows that are not drawn. A row without a cell has no height. */
export const Spacer = ({ height }: { height: number }) =>
  height > 0 ? <tr class='spacer' aria-hidden='true'><td style={{ height: `${height}px` }} /></tr> : null
