import { basePathOf, sandbox } from '../../api.js'
import { IconButton } from '../../components/button.js'
import { Card } from '../../components/layout.js'
import { showSandbox } from '../../state/address.js'
import { places, removeSandbox, type ServerPlace } from '../../state/sandboxes.js'
import { MakeSandbox } from './make-sandbox.js'

function Row ({ id, version }: ServerPlace) {
  const isShown = id === sandbox.value
  const name = id ?? 'main'
  return (
    <tr aria-selected={isShown}>
      <td class='breaks'><b>{name}</b>{isShown && <> <span class='tag'>shown</span></>}</td>
      <td class='wide'><code class='t2'>{location.origin + basePathOf(id)}</code></td>
      <td class='t2'>Kibana {version}</td>
      <td>
        <span class='acts'>
          {!isShown && (
            <a
              href={`${basePathOf(id)}/_mock/`}
              onClick={event => {
                if (event.metaKey || event.ctrlKey) return
                event.preventDefault()
                showSandbox(id)
              }}
            >
              Show<span class='sr'> {name}</span>
            </a>
          )}
          {id !== null && <IconButton icon='trash' label={`Remove ${id}`} small onClick={() => removeSandbox(id)} />}
        </span>
      </td>
    </tr>
  )
}

/** The server's main instance and its sandboxes. */
export const SandboxesCard = () => (
  <Card icon='box' title='Server and sandboxes' note={places.value.length} wide>
    <table class='plainrows'>
      <caption class='sr'>Server and sandboxes</caption>
      <tbody>{places.value.map(place => <Row key={place.id ?? ''} {...place} />)}</tbody>
    </table>
    <MakeSandbox />
  </Card>
)
