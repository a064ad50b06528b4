import t from 'tap'
import { wordsOf } from '../../../src/documents/words.js'
import { testServer } from '../../helpers/app.js'
import { call, createCase, updateCase } from '../../helpers/cases.js'
import { find, search } from './four-cases.js'

t.test('a search finds the current cases', async t => {
  const kibana = await testServer(t)
  const titles = async (query: Record<string, string>) =>
    (await search(kibana, { sortField: 'title', ...query })).body.cases.map(({ title }: { title: string }) => title)
  const change = (id: string, version: string, title: string) => updateCase(kibana, { id, version }, { title })
  const { id, version } = await createCase(kibana, { title: 'red fox' })
  await createCase(kibana, { title: 'red hen' })
  const before = kibana.snapshot()
  t.strictSame(await titles({ search: 'red' }), ['red fox', 'red hen'])

  await change(id, version, 'blue fox')
  t.strictSame(await titles({ search: 'red' }), ['red hen'])
  t.strictSame(await titles({ search: 'blue' }), ['blue fox'])
  t.strictSame(await titles({ search: '"blue fox"' }), ['blue fox'])

  await call(kibana, 'DELETE', `/api/cases?ids=${encodeURIComponent(JSON.stringify([id]))}`)
  t.strictSame(await titles({ search: 'fox' }), [])
  t.strictSame(await titles({ search: '-fox' }), ['red hen'])

  // Each set of fields has its own index; the most recently used ones are kept
  for (const searchFields of ['title', 'description', 'incremental_id.text']) await search(kibana, { search: 'fox', searchFields })
  kibana.restore(before)
  t.strictSame(await titles({ search: 'fox' }), ['red fox'])
  t.strictSame(await titles({ search: 'fox', searchFields: 'title' }), ['red fox'])
  await createCase(kibana, { title: 'grey fox' })
  t.strictSame(await titles({ search: 'fox' }), ['grey fox', 'red fox'])
  kibana.reset()
  t.strictSame(await titles({ search: 'fox' }), [])
})

t.test('searches in many sets of fields stay correct', async t => {
  const kibana = await testServer(t, { kibanaVersion: '8.8.0' })
  await createCase(kibana, { title: 'red fox' })
  const fields = [
    'title', 'description', 'title.keyword', 'connector.name', 'connector.type', 'created_by.username', 'created_by.full_name',
    'created_by.email', 'updated_by.username', 'closed_by.username',
  ]
  for (const searchFields of [...fields, ...fields]) {
    const { body } = await search(kibana, { search: 'fox', searchFields })
    t.equal(body.total, searchFields === 'title' ? 1 : 0, searchFields)
  }
  const names = (...searchFields: string[]) =>
    new URLSearchParams([['search', 'fox'], ...searchFields.map((name): [string, string] => ['searchFields', name])]).toString()
  t.equal((await find(kibana, names('title', 'description'))).body.total, 1)
  t.equal((await find(kibana, names('title,description'))).body.total, 0, 'a name with a comma is another set')
  t.equal(
    (await search(kibana, { search: 'Object', searchFields: 'constructor.name' })).body.total, 0, 'only fields of the case are searched',
  )
})

t.test('wordsOf splits text like the standard analyzer', async t => {
  const texts: [string, string[]][] = [
    ["The 2 QUICK Brown-Foxes jumped over the lazy dog's bone.",
      ['the', '2', 'quick', 'brown', 'foxes', 'jumped', 'over', 'the', 'lazy', "dog's", 'bone']],
    ['a_b c.d e:f g. h', ['a_b', 'c.d', 'e:f', 'g', 'h']],
    ['3.14 1,000 v1.2 a.1 x,y', ['3.14', '1,000', 'v1.2', 'a', '1', 'x', 'y']],
    ['http://example.com/a?b=c', ['http', 'example.com', 'a', 'b', 'c']],
    ['Größe naïve Ω', ['größe', 'naïve', 'ω']],
    ['日本 ひと カタカナ 한국', ['日', '本', 'ひ', 'と', 'カタカナ', '한국']],
    [' .,;!?-() ', []],
    ['', []],
    // Source: docs/reference/kibana/cases.md §4.4
    ['🚨alert🚨 🔥🔥', ['🚨', 'alert', '🚨', '🔥', '🔥']],
    ['👩‍💻 👍🏽 🇩🇪🇫🇷 ❤️ ☎', ['👩‍💻', '👍🏽', '🇩🇪', '🇫🇷', '❤️', '☎']],
    ['1️⃣ #️⃣ 1', ['1️⃣', '#️⃣', '1']],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴', ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴']],
    ['Acme© Acme™ ©️', ['acme', 'acme', '©️']],
  ]
  for (const [text, words] of texts) {
    t.test(text, async t => {
      t.strictSame(wordsOf(text), words)
    })
  }
})
