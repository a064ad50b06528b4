import { fileURLToPath } from 'node:url'
import sortedBTree from 'sorted-btree'
import t from 'tap'
import { compareTexts } from '../../src/documents/keyword-order.js'

// For the default import of a CommonJS package, Node returns the module object; Vite, which Vitest uses for linked
// packages, returns the default export inside
const asViteImportsIt = { 'sorted-btree': sortedBTree.default }

// tap would look for the module beside the TypeScript source
const sourceFile = (name: string) => fileURLToPath(new URL(`../../src/${name}`, import.meta.url))

t.test('createTree()', async t => {
  t.test('sorts when Vite imports its dependency', async t => {
    const module = sourceFile('persistent/b-tree.js')
    const { createTree } = await t.mockImport<typeof import('../../src/persistent/b-tree.js')>(module, asViteImportsIt)
    const tree = createTree<string, number>(compareTexts)
    for (const key of ['b', 'a', 'c']) tree.set(key, 0)
    t.strictSame(tree.keysArray(), ['a', 'b', 'c'])
  })
})

t.test('AlertIndex', async t => {
  t.test('can be created when Vite imports its dependency', async t => {
    const { AlertIndex } = await t.mockImport<typeof import('../../src/store/alert-index.js')>(
      sourceFile('store/alert-index.js'), asViteImportsIt,
    )
    t.ok(new AlertIndex())
  })
})
