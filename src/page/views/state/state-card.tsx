import { useRef, useState } from 'preact/hooks'
import { mock, sandbox } from '../../api.js'
import { Button } from '../../components/button.js'
import { Card } from '../../components/layout.js'
import { save } from '../../components/save.js'
import { documents } from '../../state/documents.js'
import { attempt } from '../../state/toast.js'
import { ImportDialog } from './import-dialog.js'
import { Snapshots } from './snapshots.js'

const sum = <Item,>(map: ReadonlyMap<string, readonly Item[]>) => [...map.values()].reduce((count, { length }) => count + length, 0)

/** The number of documents of each kind. */
function Figures () {
  const { cases, attachments, alerts, files, incidents, actions } = documents.value
  const figures = [
    [cases.size, 'cases'],
    [sum(attachments), 'attachments'],
    [alerts.size, 'alerts'],
    [sum(files), 'files'],
    [incidents.length, 'incidents'],
    [sum(actions), 'activities'],
  ] as const
  return (
    <dl class='row wrap pad figures'>
      {figures.map(([count, name]) => <div key={name}><dt>{name}</dt><dd>{count.toLocaleString('en')}</dd></div>)}
    </dl>
  )
}

const exportState = () => attempt(async () => {
  const text = JSON.stringify(await mock.state(), null, 2)
  save(`${sandbox.value ?? 'kibana-cases-mock'}-state.json`, text, 'application/json')
}, 'The state was exported')

/** The state of the server: the number of documents, export, import and snapshots. */
export function StateCard () {
  const [file, setFile] = useState<File | null>(null)
  const picker = useRef<HTMLInputElement>(null)
  return (
    <Card
      icon='camera'
      title='State'
      actions={(
        <>
          <Button icon='down' onClick={exportState}>Export</Button>
          <Button icon='up' onClick={() => picker.current!.click()}>Import</Button>
        </>
      )}
    >
      <input
        ref={picker}
        type='file'
        hidden
        accept='.json,.ndjson,application/json'
        aria-label='A file with a state'
        onChange={event => {
          setFile(event.currentTarget.files?.[0] ?? null)
          event.currentTarget.value = ''
        }}
      />
      <Figures />
      <Snapshots />
      {file && <ImportDialog file={file} onClose={() => setFile(null)} />}
    </Card>
  )
}
