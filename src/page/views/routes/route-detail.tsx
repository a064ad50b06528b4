import { Json } from '../../components/json.js'
import { colorOfStatus } from '../../domain/outcome.js'
import type { JsonSchema } from '../../domain/json-schema.js'
import type { Operation } from '../../state/operations.js'
import { givenExample } from './example-body.js'
import { typeText } from './schema-text.js'

const Schema = ({ label, schema }: { label: string; schema: JsonSchema }) => (
  <pre class='code wrapped' tabIndex={0} role='region' aria-label={label}>{typeText(schema)}</pre>
)

function Parameters ({ operation: { parameters }, where }: { operation: Operation; where: string }) {
  const here = parameters.filter(parameter => parameter.in === where)
  if (here.length === 0) return null
  return (
    <section>
      <h2 class='cap'>In the {where}</h2>
      <dl class='kv'>
        {here.map(({ name, required, description, schema = {} }) => (
          <div key={name}>
            <dt class='mono'>{name}</dt>
            <dd>
              <code>{typeText(schema)}</code>{required && <span class='t3'> required</span>}
              {description && <div class='t2'>{description}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Answers ({ responses }: { responses: Operation['responses'] }) {
  return (
    <section class='stack'>
      <h2 class='cap'>Answers</h2>
      {Object.entries(responses).map(([status, { description, content = {} }]) => {
        const [given] = Object.values(content)
        const example = givenExample(given)
        const color = colorOfStatus(Number(status.replace(/x/gi, '0')))
        return (
          <details key={status}>
            <summary class='row'>
              <span class={`out ${color}`}>{status}</span>
              {description === 'Default Response' ? '' : description}
            </summary>
            {given?.schema && <Schema label={`Answer ${status}`} schema={given.schema} />}
            {example !== undefined && <p class='cap'>Example</p>}
            {example !== undefined && <Json value={example} label={`Example of answer ${status}`} />}
          </details>
        )
      })}
    </section>
  )
}

/** One route: its purpose, parameters, body and answers. */
export function RouteDetail ({ operation }: { operation: Operation }) {
  const { method, path, summary, description, body, bodyType, responses, deprecated } = operation
  return (
    <article class='route pad stack' tabIndex={0} aria-label={summary}>
      <p class='mono breaks'><b>{method}</b> {path}{deprecated && <> <span class='tag'>deprecated</span></>}</p>
      <h2 class='title'>{summary}</h2>
      {description && <p class='t2'>{description}</p>}
      {['path', 'query', 'header'].map(where => <Parameters key={where} operation={operation} where={where} />)}
      {body?.schema && (
        <section>
          <h2 class='cap'>Body, {bodyType}</h2>
          <Schema label='Body' schema={body.schema} />
        </section>
      )}
      <Answers responses={responses} />
    </article>
  )
}
