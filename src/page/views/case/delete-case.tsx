import { Dialog } from '../../components/dialog.js'
import { go } from '../../state/address.js'
import type { Case } from '../../types.js'
import { removeCase } from './case-actions.js'

/** Asks before deleting a case: a deletion through Kibana's API can't be undone. */
export function DeleteCase ({ found, onClose }: { found: Case; onClose: () => void }) {
  const onConfirm = async () => {
    onClose()
    if (await removeCase(found)) go(['cases'])
  }
  return (
    <Dialog title='Delete this case?' confirm='Delete' onConfirm={onConfirm} onClose={onClose}>
      <p>This deletes <b>{found.title}</b> with its comments, alerts, files and activity. Its incidents in external systems stay.</p>
    </Dialog>
  )
}
