import t from 'tap'
import { PageFiles } from '../../src/pages/page-files.js'
import { NotFoundError } from '../../src/input/not-found-error.js'

t.test('PageFiles', async t => {
  t.test('reads each file only once', async t => {
    const files = new PageFiles()
    t.equal(files.read('index.html'), files.read('index.html'))
    t.match(await files.read('index.html'), { type: 'text/html; charset=utf-8', content: /<!doctype html>/ })
  })

  t.test('reports a copy of the server without the page', async t => {
    const files = new PageFiles(() => undefined)
    await t.rejects(files.read('page.js'), new NotFoundError('file of the page', 'dist/page/page.js'))
  })
})
