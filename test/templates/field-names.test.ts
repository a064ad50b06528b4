import t from 'tap'
import { call, errorBody } from '../helpers/cases.js'
import { inline, PATH, server, text } from './template-server.js'

const body = (...fields: object[]) => ({ name: 'a', owner: 'cases', definition: inline(...fields) })
const unsafe = (name: string) => errorBody(400, `Field name "${name}" must contain only letters (A-Z, a-z), digits, and underscores. ` +
  "Renaming a field doesn't move values already stored under the old name.")
const long = 'n'.repeat(246)
const tooLong = (name: string) => errorBody(400, `Field name "${name}" is too long. The storage key built from the name and field type ` +
  "can't exceed 256 characters. Use a shorter name.")

// Source: Kibana, x-pack/platform/plugins/shared/cases/common/types/domain/template/strict_fields.ts (pull requests 285423 and 287954)
t.test('names of fields in a new template', async t => {
  for (const [what, fields, expected] of [
    ['a hyphen', [text('a-b')], unsafe('a-b')],
    ['a space', [text('a b')], unsafe('a b')],
    ['a letter beyond A to Z', [text('größe')], unsafe('größe')],
    ['a line break at the end', [text('a\n')], unsafe('a\n')],
    ['a long name', [text(long)], tooLong(long)],
    ['a name just short enough', [text('n'.repeat(245))], undefined],
    ['a reference with an unsafe name', [{ $ref: 'x', name: 'a.b' }], unsafe('a.b')],
    ['a reference with a long name', [{ $ref: 'x', name: 'n'.repeat(240) }], tooLong('n'.repeat(240))],
    ['a reference to an unsafe name', [{ $ref: 'a.b' }], undefined],
    ['a display-only field', [{ name: 'Read this!', control: 'MARKDOWN', metadata: { content: '' } }], undefined],
    ['letters, digits and underscores', [text('Field_1')], undefined],
  ] as const) {
    t.test(`${what} is ${expected ? 'refused' : 'accepted'}`, async t => {
      const { status, body: answer } = await call(await server(t), 'POST', PATH, body(...fields))
      t.strictSame(expected ? answer : status, expected ?? 200)
    })
  }

  t.test('are not checked before 9.5.4', async t => {
    t.equal((await call(await server(t, { kibanaVersion: '9.5.3' }), 'POST', PATH, body(text('a-b')))).status, 200)
  })
})

t.test('names of fields that a template already has are accepted in a new version', async t => {
  const kibana = await server(t, {
    seed: {
      templates: [
        { id: 'a', definition: inline(text('a-b')) }, { id: 'broken', definition: 'nothing' },
      ],
    },
  })
  t.equal((await call(kibana, 'PUT', `${PATH}/a`, body(text('a-b'), text('c')))).status, 200)
  t.strictSame((await call(kibana, 'PUT', `${PATH}/a?dry_run=true`, body(text('a-b'), text('c-d')))).body, unsafe('c-d'))
  t.strictSame((await call(kibana, 'PUT', `${PATH}/broken`, body(text('a-b')))).body, unsafe('a-b'))
})

// The README has this difference from Kibana (pull request 285423), whose release is not known
t.test('a new version may rename a field by hyphens, underscores or capitals alone', async t => {
  const kibana = await server(t, { kibanaVersion: '9.5.3', seed: { templates: [{ id: 'a', definition: inline(text('hostName')) }] } })
  for (const name of ['hostname', 'host_name', 'host-name']) {
    t.equal((await call(kibana, 'PUT', `${PATH}/a`, body(text(name)))).status, 200, name)
  }
})
