import t from 'tap'
import { printRecording, recorded } from '../../src/verify/recording.js'
import { get, given } from '../../src/verify/scenario.js'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { RECORDED_VERSIONS } from '../helpers/scenarios.js'

t.test('the newest version is recorded', async t => {
  t.equal(RECORDED_VERSIONS.at(-1), NEWEST_VERSION, 'the last of RECORDED_VERSIONS in test/helpers/scenarios.ts')
})

t.test('a recording has one line for each answer', async t => {
  const text = printRecording({
    version: '9.1.0',
    recordedFrom: 'a Kibana',
    license: 'basic',
    security: false,
    scenarios: { one: [{ status: 200 }, { status: 404, body: { a: 1 } }], two: [{ unsent: 'there is no a.id' }] },
  })
  t.equal(text, `{
  "version": "9.1.0",
  "recordedFrom": "a Kibana",
  "license": "basic",
  "security": false,
  "scenarios": {
    "one": [
      {"status":200},
      {"status":404,"body":{"a":1}}
    ],
    "two": [
      {"unsent":"there is no a.id"}
    ]
  }
}
`)
})

t.test('a recording keeps what each step proves', async t => {
  const steps = [given(get('/a')), get('/b')]
  const answer = { status: 200, headers: { date: 'today', warning: '299 x' }, body: 1 }
  t.strictSame(recorded(steps, [answer, answer]), [
    { status: 200 }, { status: 200, headers: { warning: '299 x' }, body: 1 },
  ])
})
