import { useEffect, useRef, useState } from 'preact/hooks'
import { AnswerError, basePathOf, logIn, mock, sandbox } from '../../api.js'
import { Brand } from '../../components/brand.js'
import { Button } from '../../components/button.js'
import { Field } from '../../components/layout.js'
import { ThemeButton } from '../../frame/theme-button.js'
import { loginError, REASONS } from './messages.js'

const reason = new URLSearchParams(location.search).get('msg') ?? ''

/** Loads optional data: undefined if that fails, since this form does not ask for the control token. */
function useAnswer<Value> (ask: () => Promise<Value>): Value | undefined {
  const [value, setValue] = useState<Value>()
  useEffect(() => {
    ask().then(setValue, () => {})
  }, [])
  return value
}

/** Follows the redirect after a login, but never to another server. */
function follow (next: string): void {
  const url = new URL(next, location.href)
  location.assign(url.origin === location.origin ? url.href : `${basePathOf(sandbox.value)}/`)
}

function Message ({ error }: { error: unknown }) {
  const text = error === undefined ? REASONS.get(reason) : loginError(error instanceof AnswerError ? error.status : undefined)
  if (text === undefined) return null
  const isBad = error !== undefined || reason === 'UNAUTHENTICATED'
  return (
    <div
      class={isBad ? 'why failed' : 'why info'}
      role={isBad ? 'alert' : 'status'}
      data-test-subj={isBad ? 'loginErrorMessage' : 'loginInfoMessage'}
    >
      <b>{text}</b>
      {error !== undefined && error instanceof Error && <span class='t2'>{error.message}</span>}
    </div>
  )
}

/** A login form with the names, test attributes and messages of Kibana's own. */
export function LoginView () {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)
  const health = useAnswer(() => mock.health())
  const users = useAnswer(() => mock.users())?.users ?? []
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      follow(await logIn(username, password))
    } catch (problem) {
      setError(problem)
      setBusy(false)
      passwordField.current!.focus()
    }
  }
  const choose = (name: string) => {
    setUsername(name)
    passwordField.current!.focus()
  }
  return (
    <main class='signin'>
      <ThemeButton class='corner' />
      <form class='card stack' onSubmit={onSubmit} data-test-subj='loginForm'>
        <Brand size={36} />
        <h1>Sign in to the mock</h1>
        <p class='t2'>{location.host} answers as Kibana {health?.kibanaVersion}, with security on.</p>
        <Message error={error} />
        <Field label='Username' name='username'>
          <input
            id='username'
            name='username'
            data-test-subj='loginUsername'
            autocomplete='username'
            autofocus
            required
            value={username}
            onInput={event => setUsername(event.currentTarget.value)}
          />
        </Field>
        <Field label='Password' name='password'>
          <input
            ref={passwordField}
            id='password'
            name='password'
            type='password'
            data-test-subj='loginPassword'
            autocomplete='current-password'
            required
            value={password}
            onInput={event => setPassword(event.currentTarget.value)}
          />
        </Field>
        <Button kind='primary' type='submit' disabled={isBusy} testSubject='loginSubmit'>Sign in</Button>
        {users.length > 0 && (
          <section class='stack' aria-label='Users of this server'>
            <h2 class='cap'>Users of this server</h2>
            <div class='row wrap'>
              {users.map(user => <Button key={user.username} icon='user' onClick={() => choose(user.username)}>{user.username}</Button>)}
            </div>
          </section>
        )}
        <p class='t3 foot'>
          To see what your code did, open <a href={`${basePathOf(sandbox.value)}/_mock/`}>the timeline</a>; it needs no login.
        </p>
      </form>
    </main>
  )
}
