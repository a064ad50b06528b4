import { sandbox } from '../api.js'
import { Icon } from '../components/icon.js'
import { Popup } from '../components/popup.js'
import { showSandbox } from '../state/address.js'
import { places } from '../state/sandboxes.js'
import { health } from '../state/server.js'

/** Shows the current Kibana of this server, and switches to another. */
export function Switcher () {
  const shown = sandbox.value
  return (
    <Popup
      label={`Server: ${shown ?? 'main'}, Kibana ${health.value?.kibanaVersion ?? ''}`}
      hasText
      class='switch'
      button={
        <>
          <Icon name='box' />
          <span class='sr'>Server </span>
          <b>{shown ?? 'main'}</b>
          <span class='t3'>{location.host}</span>
          <span class='ver'>Kibana {health.value?.kibanaVersion}</span>
          <Icon name='chev' />
        </>
      }
    >
      {close => (
        <>
          <span class='cap'>This server and its sandboxes</span>
          {places.value.map(({ id, version }) => (
            <button
              key={id ?? ''}
              type='button'
              role='menuitem'
              onClick={() => {
                showSandbox(id)
                close()
              }}
            >
              <Icon name={id === shown ? 'check' : 'box'} />
              <span class='cut'>{id ?? 'main'}</span>
              <span class='grow' />
              <span class='t3'>Kibana {version}</span>
            </button>
          ))}
          <hr />
          <a role='menuitem' href='#/control' onClick={close}>
            <Icon name='plus' />
            Create a sandbox
          </a>
        </>
      )}
    </Popup>
  )
}
