import { Avatar } from '../../components/meaning.js'
import { Card } from '../../components/layout.js'
import { documents } from '../../state/documents.js'
import { users } from '../../state/server.js'
import type { Role } from '../../types.js'

/** The grants of a role in Kibana, in words. */
const grantsOf = ({ kibana = [] }: Role) => kibana.map(({ spaces, base = [], feature = {} }) => {
  const features = Object.entries(feature).map(([name, privileges]) => `${name}: ${privileges.join(', ')}`)
  return `${spaces.includes('*') ? 'every space' : spaces.join(', ')} · ${[...base, ...features].join(' · ')}`
})

/** The users and roles of the server, read-only. */
export function UsersCard () {
  const { security, users: all } = users.value
  const { roles } = documents.value
  return (
    <Card icon='user' title='Users and roles' note={all.length || ''}>
      {!security && <p class='pad t2'>Security is off: every request is allowed, as the user that it names or as elastic.</p>}
      {all.length > 0 && (
        <table class='plainrows'>
          <caption class='sr'>Users</caption>
          <tbody>
            {all.map(({ username, roles: names, full_name: name, email }) => (
              <tr key={username}>
                <td><span class='row'><Avatar name={name ?? username} /><span class='breaks'>{username}</span></span></td>
                <td class='t2 breaks'>{[name, email].filter(Boolean).join(' · ')}</td>
                <td class='breaks'><code class='t2'>{names.join(', ')}</code></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {roles.length > 0 && (
        <table class='plainrows'>
          <caption class='cap pad'>Roles</caption>
          <tbody>
            {roles.map(role => (
              <tr key={role.id}>
                <td class='breaks'><code>{role.id}</code></td>
                <td class='t2 breaks'>{grantsOf(role).map(grant => <p key={grant}>{grant}</p>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
