import { useState } from 'preact/hooks'
import { sandbox, type Exchange } from '../../api.js'
import { Button, CopyButton } from '../../components/button.js'
import { Json } from '../../components/json.js'
import { Field } from '../../components/layout.js'
import { onSendKey } from '../../components/on-send-key.js'
import { colorOfStatus } from '../../domain/outcome.js'
import { milliseconds } from '../../domain/time.js'
import type { Operation } from '../../state/operations.js'
import { attempt } from '../../state/toast.js'
import { exampleBody } from './example-body.js'
import { curlOf, send } from './send.js'

/** Whether a path answers with a stream, which never ends and so can't be shown. */
const isStream = (path: string) => /\/events(\?|$)|follow=true/.test(path)

function bodyError (body: string): string | undefined {
  if (body === '') return undefined
  try {
    JSON.parse(body)
    return undefined
  } catch (error) {
    return `Expected JSON: ${(error as Error).message}`
  }
}

/** A form that sends a request to a route and shows the answer. */
export function TryIt ({ operation }: { operation: Operation }) {
  const [path, setPath] = useState(operation.path)
  const [body, setBody] = useState(exampleBody(operation))
  const [answer, setAnswer] = useState<Exchange | null>(null)
  const hasBody = operation.bodyType === 'application/json'
  const isOpen = /\{(?:\w+|\*)\}/.test(path)
  const error = bodyError(body)
  const draft = { path, body: hasBody ? body : '' }
  const onSubmit = async (event: Event) => {
    event.preventDefault()
    if (isOpen || error || isStream(path)) return
    const got = await attempt(() => send(operation, draft))
    if (got) setAnswer(got)
  }
  const why = isStream(path) ? 'A stream has no end' : isOpen ? 'Fill in the parts in braces' : undefined
  return (
    <aside class='panel try' aria-label='Try it' tabIndex={0}>
      <section>
        <form class='stack' onSubmit={onSubmit} onKeyDown={onSendKey(onSubmit)}>
          <div class='row wrap'>
            <h2 class='grow'>Try it</h2>
            <span class='t3'>goes to <b>{sandbox.value ?? 'main'}</b></span>
          </div>
          <Field label={`${operation.method}, path and query`} name='try-path' note={why}>
            <input id='try-path' class='mono' value={path} spellcheck={false} onInput={event => setPath(event.currentTarget.value)} />
          </Field>
          {hasBody && (
            <Field label='Body' name='try-body' error={error}>
              <textarea
                id='try-body'
                class='mono'
                rows={10}
                value={body}
                spellcheck={false}
                aria-invalid={error !== undefined}
                onInput={event => setBody(event.currentTarget.value)}
              />
            </Field>
          )}
          <div class='row wrap'>
            <Button type='submit' kind='primary' icon='play' disabled={why !== undefined || error !== undefined} title={why}>Send</Button>
            <CopyButton text={() => curlOf(operation, draft)} shortcut='c'>curl</CopyButton>
          </div>
        </form>
      </section>
      {answer && (
        <section class='stack' aria-live='polite'>
          <p class='row'>
            <span class={`out ${colorOfStatus(answer.status)}`}>{answer.status}</span>
            <span class='t3'>{milliseconds(answer.milliseconds)} ms</span>
          </p>
          {answer.text === '' ? <p class='t3'>No body</p> : <Json value={answer.body} label='Answer' width={44} />}
        </section>
      )}
    </aside>
  )
}
