import { useEffect, useState } from 'preact/hooks'
import { basePathOf, currentUser, sandbox } from '../api.js'
import { Icon } from '../components/icon.js'
import { Popup } from '../components/popup.js'
import { users } from '../state/server.js'

/** Shows the user whose credentials the page sends to Kibana, with links to sign in and out. */
function Identity () {
  const [name, setName] = useState<string | null | undefined>()
  useEffect(() => {
    currentUser().then(setName, () => setName(null))
  }, [])
  const next = `?next=${encodeURIComponent(location.pathname + location.hash)}`
  const isIn = typeof name === 'string'
  return (
    <>
      <span class='cap'>
        {isIn ? `Signed in as ${name}` : name === null ? 'Not signed in: Kibana refuses changes' : 'Asking Kibana …'}
      </span>
      <a role='menuitem' href={`${basePathOf(sandbox.value)}${isIn ? '/api/security/logout' : '/login'}${next}`}>
        <Icon name={isIn ? 'back' : 'key'} />
        {isIn ? 'Sign out' : 'Sign in'}
      </a>
    </>
  )
}

/** The user of the page, on a server with security. */
export const Account = () => (users.value.security
  ? <Popup label='Account' class='iconbtn account' side='right' button={<Icon name='user' />}>{() => <Identity />}</Popup>
  : null)
