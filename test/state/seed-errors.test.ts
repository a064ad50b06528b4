import t from 'tap'
import { testServer } from '../helpers/app.js'
import { files } from '../helpers/files.js'

const line = (type: string, attributes: unknown, more = {}) => JSON.stringify({ id: 'a', type, attributes, ...more })
const caseLine = (attributes: object) => line('cases', { title: 'x', owner: 'cases', ...attributes })

t.test('an error in a seed names the file and the place in it', async t => {
  const fine = caseLine({})
  const seeds: [what: string, text: string, message: RegExp][] = [
    ['a broken JSON file', '{"cases":[', /expected JSON, got .*/],
    ['a state', '{"cases":[{"title":"x"},{"title":""}]}', /cases\[1\]\.title: expected a non-empty title, got ""/],
    ['a list of cases', '[{"title":"x","owner":"cases"},{"id":"b"}]', /cases\[1\]\.title: expected a non-empty title, got nothing/],
    ['an answer of _find',
      '{"page":1,"per_page":1,"total":1,"cases":[{"title":"x","owner":"cases"},{"title":5}]}',
      /cases\[1\]\.title: expected a non-empty title, got 5/],
    ['a broken line of an export', `${fine}\n{"type":`, /line 2: expected JSON, got .*/],
    ['a line without an object', `${fine}\n\n${line('cases', 5)}`, /line 3: attributes: expected an object, got 5/],
    ['a line whose connector has a wrong form',
      caseLine({ connector: { fields: [5] } }), /line 1: attributes\.connector\.fields\[0\]: expected an object, got 5/],
    ['a line with a wrong reference',
      line('cases-comments', {}, { references: [null] }), /line 1: references\[0\]: expected an object, got null/],
    ['a status named after a property of every object',
      caseLine({ status: 'constructor' }), /line 1: cases\[0\]\.status: expected .*, got "constructor"/],
    ['an entry that the state refuses',
      `${line('tag', {})}\n${fine}\n${caseLine({ title: 5 })}`, /line 3: cases\[1\]\.title: expected a non-empty title, got 5/],
    ['an entry that refers to nothing',
      `${fine}\n${line('cases-comments', { type: 'user', comment: 'x', owner: 'cases' })}`, /line 2: comments\[0\]\.case_id: expected .*/],
  ]
  for (const [what, text, message] of seeds) {
    t.test(what, async t => {
      const file = files(t, { seed: text })('seed')
      const error = await testServer(t, { seed: file }).then(() => undefined, (error: unknown) => error)
      t.match(error, { name: 'InvalidInput' })
      const [start, rest] = [`startServer: seed ${file}: `, String((error as Error).message)]
      t.ok(rest.startsWith(start), rest)
      t.match(rest.slice(start.length), new RegExp(`^${message.source}$`))
    })
  }
  await t.rejects(testServer(t, { seed: [{ title: 'x', owner: 'cases' }, { id: 'b' }] as never }), {
    message: /^startServer: seed: cases\[1\]\.title: expected a non-empty title/,
  })
  await t.rejects(testServer(t, { seed: { cases: [{ title: 1n as never }] } }), {
    name: 'InvalidInput', message: /^startServer: seed: state: expected a value that JSON can represent, got /,
  })
})
