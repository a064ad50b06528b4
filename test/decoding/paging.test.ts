import { Type, type TSchema } from '@sinclair/typebox'
import t from 'tap'
import { decoder } from '../../src/decoding/decode.js'
import { NEWEST_VERSION, Version } from '../../src/versions/version.js'
import { pagingKeys } from '../../src/decoding/paging.js'

const decoderOf = (schema: TSchema) => {
  const decode = decoder(schema)
  return (input: unknown) => decode(input, new Version(NEWEST_VERSION))
}
const sortOrder = Type.Optional(Type.Union([Type.Literal('desc'), Type.Literal('asc')]))
const tooHigh = 'The provided perPage value is too high. The maximum allowed perPage value is 100.'
const tooMany = 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'

t.test('page and perPage', async t => {
  const decode = decoderOf(Type.Object({ sortOrder, ...pagingKeys }, { maxPerPage: 100 }))

  const accepted: [Record<string, unknown>, Record<string, unknown>][] = [
    [{}, {}],
    [{ page: '2', perPage: '100' }, { page: 2, perPage: 100 }],
    [{ page: 2, perPage: 5 }, { page: 2, perPage: 5 }],
    [{ page: '100', perPage: '100' }, { page: 100, perPage: 100 }],
    [{ page: '10000' }, { page: 10_000 }],
    [{ page: '-1', perPage: '2.5' }, { page: -1, perPage: 2.5 }],
    [{ page: '', perPage: '' }, { page: 0, perPage: 0 }],
  ]
  for (const [input, output] of accepted) {
    t.test(`accepts ${JSON.stringify(input)}`, async t => {
      t.strictSame(decode(input), output)
    })
  }

  const refused: [Record<string, unknown>, string][] = [
    [{ perPage: '101' }, tooHigh],
    [{ page: '10001', perPage: '101' }, tooHigh],
    [{ page: '101', perPage: '100' }, tooMany],
    [{ page: '10001' }, tooMany],
    [{ page: 'Infinity' }, tooMany],
    [{ perPage: 'true' }, 'Invalid value "true" supplied to "perPage",cannot parse to a number'],
    [{ page: ['1', '2'] }, 'Invalid value "["1","2"]" supplied to "page"'],
    [{ page: true, perPage: null }, 'Invalid value "true" supplied to "page",Invalid value "null" supplied to "perPage"'],
    // The two are not checked together if one of them is invalid
    [{ page: 'x', perPage: '101' }, 'Invalid value "x" supplied to "page",cannot parse to a number'],
    [{ sortOrder: 'up', perPage: '101' }, `Invalid value "up" supplied to "sortOrder",${tooHigh}`],
  ]
  for (const [input, message] of refused) {
    t.test(`refuses ${JSON.stringify(input)}`, async t => {
      t.throws(() => decode(input), { statusCode: 400, message })
    })
  }
})

t.test('page and perPage before 8.10', async t => {
  const decode = (input: unknown) => decoder(Type.Object(pagingKeys))(input, new Version('8.9.0'))

  t.test('report only that a text is not a number', async t => {
    t.throws(() => decode({ page: 'abc' }), { statusCode: 400, message: 'cannot parse to a number' })
  })

  t.test('may be given only once', async t => {
    t.throws(() => decode({ page: ['1', '2'] }), { statusCode: 400, message: 'Invalid value "["1","2"]" supplied to "page"' })
  })
})

t.test('a record', async t => {
  const decode = decoderOf(Type.Object({ fields: Type.Record(Type.String(), Type.Array(Type.Union([Type.String(), Type.Null()]))) }))

  t.test('adds its keys to the path of a message', async t => {
    t.throws(() => decode({ fields: { a: ['x'], b: [1], c: 'y' } }), {
      message: 'Invalid value "1" supplied to "fields,b",Invalid value "y" supplied to "fields,c"',
    })
    t.throws(() => decode({ fields: [] }), { message: 'Invalid value "[]" supplied to "fields"' })
  })

  t.test('keeps its values', async t => {
    t.strictSame(decode({ fields: { a: ['x', null] } }), { fields: { a: ['x', null] } })
  })
})
