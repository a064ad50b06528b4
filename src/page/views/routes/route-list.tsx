import { Finder } from '../../components/finder.js'
import { Method } from '../../components/meaning.js'
import { capital, searchWords } from '../../domain/words.js'
import { hrefBeside, place, setQuery } from '../../state/address.js'
import { operations } from '../../state/operations.js'

/** Every route, by area, with a search. */
export function RouteList ({ selected }: { selected: string | undefined }) {
  const text = place.value.query.get('q') ?? ''
  const words = searchWords(text)
  const found = operations.value.filter(({ id, method, path, summary }) => {
    const all = `${id} ${method} ${path} ${summary}`.toLowerCase()
    return words.every(word => all.includes(word))
  })
  return (
    <div class='route-list'>
      <div class='head'>
        <h1>Routes</h1>
        <span class='t3'>{operations.value.length || ''}</span>
        <Finder label='Find routes' placeholder='Path or what it does' value={text} onFind={q => setQuery({ q })} />
      </div>
      <nav class='body list' aria-label='Routes'>
        {[...Map.groupBy(found, ({ tag }) => tag)].map(([tag, group]) => (
          <section key={tag} aria-label={tag}>
            <h2 class='cap'>{capital(tag)}<span class='grow' />{group.length}</h2>
            {group.map(({ id, method, path, summary }) => (
              <a key={id} href={hrefBeside(['routes', id])} aria-current={id === selected ? 'true' : undefined}>
                <span class='cut'><Method name={method} /><code>{path}</code></span>
                <small class='cut t3'>{summary}</small>
              </a>
            ))}
          </section>
        ))}
        {operations.value.length > 0 && found.length === 0 && <p class='pad t3'>No route found for “{text}”.</p>}
      </nav>
    </div>
  )
}
