import { useEffect } from 'preact/hooks'
import { Empty, SameFromShell, shellUrl } from '../../components/layout.js'
import { Icon } from '../../components/icon.js'
import { hrefBeside, place } from '../../state/address.js'
import { loadOperations, operations } from '../../state/operations.js'
import { isPhone } from '../../state/screen.js'
import { RouteDetail } from './route-detail.js'
import { RouteList } from './route-list.js'
import { TryIt } from './try-it.js'

/** Every route of the server: a list, the details of the selected one, and a form to try it. */
export function RoutesView () {
  useEffect(() => {
    loadOperations()
  }, [])
  const asked = place.value.parts[1]
  const named = operations.value.find(({ id }) => id === asked)
  const operation = named ?? (isPhone.value || asked !== undefined ? undefined : operations.value[0])
  if (isPhone.value && operation) {
    return (
      <div class='body'>
        <a class='row t2 back pad' href={hrefBeside(['routes'])}><Icon name='back' />Routes</a>
        <h1 class='sr'>{operation.summary}</h1>
        <RouteDetail operation={operation} />
        <TryIt key={operation.id} operation={operation} />
      </div>
    )
  }
  return (
    <>
      <div class='split with-route'>
        <RouteList selected={operation?.id} />
        {operation && <RouteDetail operation={operation} />}
        {operation && <TryIt key={operation.id} operation={operation} />}
        {!operation && asked !== undefined && operations.value.length > 0 && <Empty icon='routes' title={`There is no route “${asked}”`} />}
      </div>
      <SameFromShell command={`curl ${shellUrl('/_mock/openapi.json')}`} />
    </>
  )
}
