import { Json } from '../../components/json.js'
import { explain } from '../../domain/explain.js'
import { count } from '../../domain/words.js'
import { versions } from '../../state/journal.js'
import type { Request } from '../../types.js'

function Headers ({ headers, label }: { headers: Request['headers']; label: string }) {
  const all = Object.entries(headers)
  return (
    <details class='headers'>
      <summary class='row'>{count(all.length, 'header')}<span class='sr'> of the {label}</span></summary>
      <dl class='kv'>
        {all.map(([name, value]) => (
          <div key={name}>
            <dt class='mono'>{name}</dt>
            <dd class='mono'>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Part ({ title, value, headers, label, marked = [] }: {
  title: string
  value: unknown
  headers: Request['headers']
  label: string
  marked?: readonly string[]
}) {
  return (
    <div class='part'>
      <h2 class='cap'>{title}</h2>
      <Headers headers={headers} label={label} />
      {value === null || value === '' ? <p class='t3'>No body</p> : <Json value={value} label={title} marked={marked} width={52} />}
    </div>
  )
}

/** The complete request and response. */
export function Bodies ({ request }: { request: Request }) {
  const { query, body, headers, answer, answerHeaders, status } = request
  return (
    <section class='stack'>
      {Object.keys(query).length > 0 && (
        <div class='part'>
          <h2 class='cap'>Query</h2>
          <Json value={query} label='Query' width={52} />
        </div>
      )}
      <Part title='Request body' value={body} headers={headers} label='request' marked={explain(request, versions)?.marked ?? []} />
      {status === null
        ? <p class='t3'>{request.duration === null ? 'There is no answer yet' : 'There was no answer'}</p>
        : <Part title='Answer' value={answer} headers={answerHeaders} label='answer' />}
    </section>
  )
}
