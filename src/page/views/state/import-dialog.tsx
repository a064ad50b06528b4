import { useState } from 'preact/hooks'
import { mock } from '../../api.js'
import { Dialog } from '../../components/dialog.js'
import { Segmented } from '../../components/layout.js'
import { reload } from '../../state/server.js'
import { attempt } from '../../state/toast.js'

/** Asks whether an import replaces the current state or adds to it. */
export function ImportDialog ({ file, onClose }: { file: File; onClose: () => void }) {
  const [way, setWay] = useState<'replace' | 'add'>('replace')
  const onConfirm = async () => {
    const done = await attempt(async () => {
      const state: unknown = JSON.parse(await file.text())
      await (way === 'replace' ? mock.importState(state) : mock.seed(state))
      await reload()
      return true
    }, `${file.name} was imported`)
    if (done) onClose()
  }
  return (
    <Dialog title={`Import ${file.name}?`} confirm='Import' onConfirm={onConfirm} onClose={onClose}>
      <Segmented
        label='How'
        value={way}
        options={[{ value: 'replace', text: 'Replace everything' }, { value: 'add', text: 'Add its documents' }]}
        onChoose={setWay}
      />
      <p class='t2'>
        {way === 'replace' ? 'This replaces all documents. The request log and snapshots stay.' : 'The current documents stay.'}
      </p>
    </Dialog>
  )
}
