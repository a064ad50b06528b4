import { Card } from '../../components/layout.js'
import { count } from '../../domain/words.js'
import { hrefOf } from '../../state/address.js'
import { documents } from '../../state/documents.js'

/** The spaces, with the number of their cases. */
export function SpacesCard () {
  const { spaces, cases } = documents.value
  const counts = new Map<string, number>()
  for (const { space } of cases.values()) counts.set(space, (counts.get(space) ?? 0) + 1)
  return (
    <Card icon='branch' title='Spaces' note={spaces.length}>
      <table class='plainrows'>
        <caption class='sr'>Spaces</caption>
        <tbody>
          {spaces.map(({ id, name }) => (
            <tr key={id}>
              <td class='breaks'>{id}</td>
              <td class='t2 breaks'>{name}</td>
              <td class='num'>
                {counts.has(id) && <a href={hrefOf(['cases'], { space: id })}>{count(counts.get(id)!, 'case')}</a>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
