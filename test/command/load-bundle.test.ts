import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { Script } from 'node:vm'
import t from 'tap'
import { loadBundle } from '../../src/command/load-bundle.js'
import { cleanEnvironment, NODE_OPTIONS } from '../helpers/command.js'

const SOURCE = "exports.answer = () => require('./data.json').answer\nexports.file = __filename\n"

/** A bundle in its own folder, with its dependencies. */
function bundleIn (folder: string): string {
  const file = join(folder, 'bundle.cjs')
  writeFileSync(file, SOURCE)
  writeFileSync(join(folder, 'data.json'), '{ "answer": 42 }')
  return file
}

const compiled = (source: string) => new Script(module.wrap(source)).createCachedData()

t.test('loadBundle', async t => {
  const caches: Record<string, Buffer | undefined> = {
    'a bundle without a code cache': undefined,
    'a bundle with its code cache': compiled(SOURCE),
    'a bundle with the code cache of another': compiled(`${SOURCE}// changed`),
    'a bundle with a cache that is not code': Buffer.from('nonsense'),
  }
  for (const [name, cache] of Object.entries(caches)) {
    t.test(`loads ${name}`, async t => {
      const file = bundleIn(t.testdir({}))
      if (cache) writeFileSync(`${file}.cache`, cache)
      const { answer, file: own } = loadBundle(file) as { answer: () => number, file: string }
      t.equal(answer(), 42)
      t.equal(own, file)
    })
  }
})

t.test('the build compiles the command for the Node.js options that it is started with', async t => {
  const isRefused = `
    const file = 'dist/bundle.cjs'
    const code = require('node:module').wrap(fs.readFileSync(file, 'latin1'))
    const script = new vm.Script(code, { filename: file, cachedData: fs.readFileSync(file + '.cache') })
    console.log(script.cachedDataRejected)`
  t.equal(execFileSync(process.execPath, [...NODE_OPTIONS, '-e', isRefused], { env: cleanEnvironment(), encoding: 'utf8' }), 'false\n')
})
