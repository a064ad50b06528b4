import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Progress } from '../../src/pull/progress.js'

const KEY = { origin: 'http://127.0.0.1:1', spaces: ['default'], query: '', anonymize: false }
const pulled = (id: string) => ({ case: { id, title: 'Zugriff aus Köln' }, userActions: [], files: [] })
const line = (id: string) => ({ space: 'default', id, version: 'WzEsMV0=', pulled: pulled(id) })

t.test('Progress', async t => {
  t.test('continues after several interruptions in the middle of a line', async t => {
    const path = join(t.testdir({}), 'state.json.partial')
    const { secret } = new Progress(path, KEY)
    for (const id of ['a', 'b', 'c']) {
      const progress = new Progress(path, KEY)
      t.equal(progress.secret, secret)
      progress.add(line(id))
      appendFileSync(path, '{"space":"defau')
    }
    const progress = new Progress(path, KEY)
    for (const id of ['a', 'b', 'c']) t.strictSame(progress.get('default', id, 'WzEsMV0='), pulled(id))
    t.equal(readFileSync(path, 'utf8').split('\n').length, 5, 'a head, three cases and the end')
  })

  t.test('starts again from a file without a complete line', async t => {
    for (const text of ['', '{"key":{"ori']) {
      const path = join(t.testdir({ 'state.json.partial': text }), 'state.json.partial')
      new Progress(path, KEY).add(line('a'))
      t.strictSame(new Progress(path, KEY).get('default', 'a', 'WzEsMV0='), pulled('a'))
    }
  })

  t.test('does not change the file of another pull, or of another program', async t => {
    const path = join(t.testdir({}), 'state.json.partial')
    for (const text of ['a list of names\n', 'null\n', `${JSON.stringify({ key: { ...KEY, query: 'status=open' }, secret: '' })}\n`]) {
      writeFileSync(path, text)
      t.throws(() => new Progress(path, KEY), {
        name: 'CannotRun', message: /state\.json\.partial belongs to another pull: remove it, or name another --out$/,
      })
      t.equal(readFileSync(path, 'utf8'), text)
    }
  })
})
