import { Type, type TSchema } from '@sinclair/typebox'
import t from 'tap'
import { configSchema, configSchemaValidator, NullByDefaultSchema } from '../../src/decoding/config-schema.js'
import { StringEnumSchema } from '../../src/decoding/limits.js'
import { KibanaError } from '../../src/kibana-error.js'

// Source of the texts: Kibana's kbn-config-schema/src/types/*.ts and their tests;
// [T] in docs/reference/kibana/push-and-connectors.md §6.3, §7

const text = (schema: TSchema, input: unknown, namespace?: string) => configSchemaValidator(schema)(input, namespace).message
const value = (schema: TSchema, input: unknown) => configSchemaValidator(schema)(input).value

const ConfigSchema = Type.Object({
  apiUrl: Type.String(),
  usesTableApi: Type.Boolean({ default: true }),
  jwtKeyId: NullByDefaultSchema(Type.String()),
  ca: Type.Optional(Type.String()),
})
const LabelSchema = Type.String({ check: (label: string) => /\s/.test(label) ? `The label ${label} cannot contain spaces` : undefined })
const ParamsSchema = Type.Union([
  Type.Object({ subAction: Type.Literal('getFields'), subActionParams: Type.Object({}) }),
  Type.Object({
    subAction: Type.Literal('push'),
    subActionParams: Type.Object({
      incident: Type.Object({ summary: Type.String(), labels: NullByDefaultSchema(Type.Array(LabelSchema)) }),
    }),
  }),
])

t.test('configSchema', async t => {
  const failures: [name: string, schema: TSchema, input: unknown, text: string][] = [
    ['a missing key', ConfigSchema, {}, '[apiUrl]: expected value of type [string] but got [undefined]'],
    ['only the first failing key, unknown keys last',
      ConfigSchema, { foo: 1, jwtKeyId: 5, apiUrl: null }, '[apiUrl]: expected value of type [string] but got [null]'],
    ['an unknown key', ConfigSchema, { apiUrl: 'x', foo: 1 }, '[foo]: definition for this key is missing'],
    ['a prototype as a key', ConfigSchema, JSON.parse('{"apiUrl":"x","__proto__":{}}'), '[__proto__]: definition for this key is missing'],
    ['a list instead of a text', ConfigSchema, { apiUrl: [] }, '[apiUrl]: expected value of type [string] but got [Array]'],
    ['an object instead of a text', ConfigSchema, { apiUrl: {} }, '[apiUrl]: expected value of type [string] but got [Object]'],
    ['both branches of a nullable value',
      ConfigSchema, { apiUrl: 'x', jwtKeyId: 5 },
      '[jwtKeyId]: types that failed validation:\n- [jwtKeyId.0]: expected value of type [string] but got [number]\n- [jwtKeyId.1]: ' +
        'expected value to equal [null]'],
    ['a text that is not a boolean',
      ConfigSchema, { apiUrl: 'x', usesTableApi: 'yes' }, '[usesTableApi]: expected value of type [boolean] but got [string]'],
    ['a list instead of an object', ConfigSchema, [], 'expected a plain object value, but found [Array] instead.'],
    ['null instead of an object', ConfigSchema, null, 'expected a plain object value, but found [null] instead.'],
    ['a text that is not an object', ConfigSchema, 'x', 'could not parse object value from json input'],
    ['null instead of a record', Type.Record(Type.String(), Type.Unknown()), null, 'expected value of type [object] but got [null]'],
    ['a text that is not a record', Type.Record(Type.String(), Type.Unknown()), '{', 'could not parse record value from json input'],
    ['a value of a record',
      Type.Record(Type.String(), Type.String()), { a: 'x', b: 1 }, '[b]: expected value of type [string] but got [number]'],
    ['a key of a record',
      Type.Record(Type.String(), Type.String(), { keyCheck: () => 'no such key' }), { b: 'x' }, '[key("b")]: no such key'],
    ['a text that is not a list', Type.Array(Type.String()), 'x', 'could not parse array value from json input'],
    ['a number instead of a list', Type.Array(Type.String()), 1, 'expected value of type [array] but got [number]'],
    ['an item of a list', Type.Array(Type.String()), ['a', 1], '[1]: expected value of type [string] but got [number]'],
    ['too few items', Type.Array(Type.String(), { minItems: 1 }), [], 'array size is [0], but cannot be smaller than [1]'],
    ['too many items', Type.Array(Type.String(), { maxItems: 1 }), ['a', 'b'], 'array size is [2], but cannot be greater than [1]'],
    ['a text that is too short', Type.String({ minLength: 1 }), '', 'value has length [0] but it must have a minimum length of [1].'],
    ['a text that is too long', Type.String({ maxLength: 2 }), 'abc', 'value has length [3] but it must have a maximum length of [2].'],
    ['a number that is too small', Type.Number({ minimum: 1 }), 0, 'Value must be equal to or greater than [1].'],
    ['a number that is too large', Type.Integer({ maximum: 1 }), 2, 'Value must be equal to or lower than [1].'],
    ['a text instead of a number', Type.Number(), 'x', 'expected value of type [number] but got [string]'],
    ['an empty text instead of a number', Type.Number(), '', 'expected value of type [number] but got [string]'],
    ['none of a set',
      StringEnumSchema(['all', 'cases']), 'x',
      'types that failed validation:\n- [0]: expected value to equal [all]\n- [1]: expected value to equal [cases]'],
    ['a value other than the only one of a set', StringEnumSchema(['all']), 'x', 'expected value to equal [all]'],
    ['nothing instead of a union',
      Type.Object({ one: StringEnumSchema(['all', 'cases']) }), {}, '[one]: expected at least one defined value but got [undefined]'],
    ['the only branch of a union, as if there were no union',
      Type.Union([Type.Object({ subAction: Type.Literal('push') })]), { subAction: 'x' }, '[subAction]: expected value to equal [push]'],
    ['a union at the root',
      ParamsSchema, { subAction: 'x' },
      'types that failed validation:\n- [0.subAction]: expected value to equal [getFields]\n- [1.subAction]: expected value to equal ' +
        '[push]'],
    ['a missing object deep in a union',
      ParamsSchema, { subAction: 'push' },
      'types that failed validation:\n- [0.subAction]: expected value to equal [getFields]\n- [1.subActionParams.incident.summary]: ' +
        'expected value of type [string] but got [undefined]'],
    [
      'a union in a union, indented, and a text of its own', ParamsSchema,
      { subAction: 'push', subActionParams: { incident: { summary: 's', labels: ['ok', 'a b'] } } },
      'types that failed validation:\n- [0.subAction]: expected value to equal [getFields]\n- [1.subActionParams.incident.labels]: ' +
        'types that failed validation:\n - [1.subActionParams.incident.labels.0.1]: The label a b cannot contain spaces\n - ' +
          '[1.subActionParams.incident.labels.1]: expected value to equal [null]',
    ],
  ]
  for (const [name, schema, input, expected] of failures) {
    t.test(`refuses ${name}`, async t => { t.equal(text(schema, input), expected) })
  }

  t.test('puts a namespace before every path', async t => {
    t.equal(text(ConfigSchema, {}, 'request body'), '[request body.apiUrl]: expected value of type [string] but got [undefined]')
    t.equal(text(ConfigSchema, [], 'request body'), '[request body]: expected a plain object value, but found [Array] instead.')
  })

  t.test('throws the message as a 400', async t => {
    t.throws(() => configSchema(ConfigSchema)({}, 'request body'), new KibanaError(
      400, '[request body.apiUrl]: expected value of type [string] but got [undefined]',
    ))
  })

  t.test('fills in defaults and leaves optional keys out', async t => {
    t.strictSame(configSchema(ConfigSchema)({ apiUrl: 'x' }), { apiUrl: 'x', usesTableApi: true, jwtKeyId: null })
    t.strictSame(configSchema(ConfigSchema)({ apiUrl: 'x', usesTableApi: false, jwtKeyId: 'k', ca: 'c' }), {
      apiUrl: 'x', usesTableApi: false, jwtKeyId: 'k', ca: 'c',
    })
  })

  t.test('accepts numbers, booleans, lists and objects as strings', async t => {
    t.equal(value(Type.Number(), '4'), 4)
    t.equal(value(Type.Boolean(), 'True'), true)
    t.strictSame(value(Type.Array(Type.String()), '["a"]'), ['a'])
    t.strictSame(value(ConfigSchema, '{"apiUrl":"x","ca":"c"}'), { apiUrl: 'x', usesTableApi: true, jwtKeyId: null, ca: 'c' })
    t.strictSame(value(Type.Record(Type.String(), Type.Unknown()), '{"a":[1]}'), { a: [1] })
  })

  t.test('keeps unknown keys where they are allowed', async t => {
    t.strictSame(value(Type.Object({ a: Type.Optional(Type.String()) }, { additionalProperties: true }), { b: 1 }), { b: 1 })
  })

  const open: [name: string, schema: TSchema][] = [
    ['an object', Type.Object({ a: Type.String() }, { additionalProperties: true })],
    ['a record', Type.Record(Type.String(), Type.Unknown())],
  ]
  for (const [name, schema] of open) {
    t.test(`treats a prototype like any other key in ${name}`, async t => {
      const output = value(schema, JSON.parse('{"a":"x","__proto__":{"polluted":true}}'))
      t.equal(Object.getPrototypeOf(output), Object.prototype)
      t.strictSame(Object.entries(output as object), [['a', 'x'], ['__proto__', { polluted: true }]])
    })
  }

  t.test('accepts null if a branch of a union is null, at any position', async t => {
    t.equal(value(Type.Union([Type.Null(), Type.String()]), null), null)
    t.strictSame(value(Type.Object({ a: Type.Union([Type.String(), Type.Null(), Type.Number()]) }), { a: null }), { a: null })
    t.equal(text(Type.Union([Type.String(), Type.Number()]), null), 'types that failed validation:\n- [0]: expected value of type ' +
      '[string] but got [null]\n- [1]: expected value of type [number] but got [null]')
  })

  t.test('refuses a schema of an unsupported kind', async t => {
    t.throws(() => configSchema(Type.Date()), new TypeError('config-schema has no rule for the kind Date'))
  })
})
