import t from 'tap'
import { Anonymizer } from '../../src/pull/anonymize.js'
import { testServer } from '../helpers/app.js'

const anonymizer = new Anonymizer('key')

t.test('people are replaced consistently', async t => {
  const ann = { username: 'ann', full_name: 'Ann Lee', email: 'ann@acme.io', profile_uid: 'u_1' }
  const [one, other] = [anonymizer.apply(ann), anonymizer.apply([ann, { uid: 'u_1' }])]
  t.match(one, {
    username: /^user-[0-9a-f]{8}$/,
    full_name: /^User [0-9a-f]{8}$/,
    email: /^user-[0-9a-f]{8}@example\.com$/,
    profile_uid: /^u_[0-9a-f]{32}$/,
  })
  t.strictSame(other, [one, { uid: Object(one).profile_uid }])
  t.strictSame(anonymizer.apply({ username: null, full_name: null, email: null }), { username: null, full_name: null, email: null })
  t.notSame(new Anonymizer('other').apply(ann), one, 'another key, other names')
  t.strictSame(anonymizer.apply({ ...ann, note: 'Acme', at: { host: 'Acme' } }), {
    ...Object(one), note: anonymizer.apply('Acme'), at: { host: anonymizer.apply('Acme') },
  }, 'other texts beside a name are replaced too')
})

t.test('words keep their length, case and place', async t => {
  const text = String(anonymizer.apply('Login from *two* countries: login'))
  t.match(text, /^[A-Z][a-z]{4} [a-z]{4} \*[a-z]{3}\* [a-z]{9}: [a-z]{5}$/)
  t.equal(text.slice(0, 5).toLowerCase(), text.slice(-5), 'the same word in another case')
  t.match(anonymizer.apply('हिन्दी cafe\u0301'), /^[a-z]{6} [a-z]{5}$/, 'vowel signs and accents are parts of words')
})

t.test('hosts and addresses are replaced, placeholders are kept', async t => {
  t.match(anonymizer.apply('see https://acme.atlassian.net/browse/SOC-1?a=b, or mail ann@acme.io about {{case.title}}'),
    /^[a-z]{3} https:\/\/[a-z]+\.example\.com\/[a-z]{6}\/[A-Z][a-z]{2}-[a-z]\?[a-z]=[a-z],? [a-z]{2} [a-z]{4} user-[0-9a-f]{8}@example\.com [a-z]{5} \{\{case\.title\}\}$/)
})

t.test('ids, times and words of fixed lists are kept', async t => {
  const kept = {
    id: 'a',
    version: 'WzEsMV0=',
    status: 'open',
    created_at: '2025-01-01T00:00:00.000Z',
    disabledFeatures: ['siem'],
    count: 3,
    is: true,
    none: null,
  }
  t.strictSame(anonymizer.apply({ ...kept, imageUrl: 'data:image/png;base64,AA' }), kept)
})

t.test('templates keep the names of their fields, and everything that is not text', async t => {
  const definition =
    'name: Phishing\nseverity: high\ntags: [mail]\nfields:\n  - { name: cause, label: Root cause, type: keyword, control: SELECT_BASIC,' +
      ' metadata: { options: [Human] } }\n  - { $ref: team, name: crew }\n'
  const hidden = Object(anonymizer.apply({ name: 'Phishing', author: 'ann', templateId: 't', definition }))
  t.match(hidden, { name: /^[A-Z][a-z]{7}$/, author: /^user-[0-9a-f]{8}$/, templateId: 't' })
  t.not(hidden.name, 'Phishing')
  const { fields: [cause, crew], ...defaults } = JSON.parse(hidden.definition)
  t.strictSame(defaults, { name: hidden.name, severity: 'high', tags: [anonymizer.apply('mail')] })
  t.strictSame(cause, {
    name: 'cause',
    label: anonymizer.apply('Root cause'),
    type: 'keyword',
    control: 'SELECT_BASIC',
    metadata: {
      options: [anonymizer.apply('Human')],
    },
  })
  t.strictSame(crew, { $ref: 'team', name: 'crew' })
  t.strictSame(anonymizer.apply({ extended_fields: { cause_as_keyword: 'Human', size_as_integer: '9' } }),
    { extended_fields: { cause_as_keyword: anonymizer.apply('Human'), size_as_integer: '9' } })
  t.match(
    Object(anonymizer.apply({ name: 'team', isGlobal: false, definition: 'fields: [' })),
    { name: 'team', definition: /^[a-z]{6}: \[$/ },
    'what is no YAML is a text',
  )
})

const OBSERVABLES = {
  ipv4: '192.168.0.1',
  ipv6: '2001:db8::7',
  url: 'https://acme.io/a',
  hostname: 'mail1',
  'file-hash': 'd41d8cd98f00b204e9800998ecf8427e',
  'file-path': '/etc/passwd',
  email: 'ann@acme.io',
  domain: 'acme.io',
}
for (const [type, value] of Object.entries(OBSERVABLES)) {
  t.test(`an observable of type ${type} keeps its format`, async t => {
    const hidden = Object(anonymizer.apply({ typeKey: `observable-type-${type}`, value, description: null }))
    t.not(hidden.value, value)
    const { app } = await testServer(t, { seed: { cases: [{ id: 'c', title: 'x' }] } })
    const headers = { 'kbn-xsrf': 'true', 'x-elastic-internal-origin': 'Kibana' }
    const {
      statusCode, payload,
    } = await app.inject({ method: 'POST', url: '/internal/cases/c/observables', headers, payload: { observable: hidden } })
    t.equal(statusCode, 200, payload)
  })
}
