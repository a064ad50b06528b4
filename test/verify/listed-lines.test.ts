import t from 'tap'
import { versionChanges } from '../docs/version-changes.js'
import { UNSEEN } from '../helpers/unseen-changes.js'
import { lineOf, SENTENCES } from '../helpers/version-differences.js'

t.test('the lists of the tests of versions have only lines of the reference', async t => {
  const changes = await versionChanges()
  const lines = changes.map(lineOf)
  t.strictSame(UNSEEN.filter(line => !lines.includes(line)), [], 'unseen-changes.ts')
  const starts = SENTENCES.map(([start]) => start)
  t.strictSame(starts.filter(start => !changes.some(({ what }) => what.startsWith(start))), [], 'SENTENCES of version-differences.ts')
})
