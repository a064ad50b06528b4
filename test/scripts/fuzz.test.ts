import t from 'tap'
import { fuzz } from '../helpers/fuzz.js'

t.test('the fuzzer finds nothing without a bug', async t => {
  const { code, stdout, commands } = await fuzz(t, 'pass()')
  t.match({
    code, stdout, commands,
  }, { code: 0, stdout: /^fuzz: 600 requests, --seed 3\n\d+ 2xx, \d+ 3xx, \d+ 4xx, 0 5xx in /, commands: [] }, stdout)
})

t.test('a refused request that changes the state is found', async t => {
  const { code, stdout } = await fuzz(t, `
    if (method !== 'PATCH') pass()
    else { asked.resume(); kibana.seed({ cases: [{ title: 'left behind' }] }); fail(400, '{"message":"refused"}') }`, '--requests', '5000')
  t.match({ code, stdout }, { code: 1, stdout: /\nFAILED: 400 \{"message":"refused"\}, but the state has changed\n/ }, stdout)
})

t.test('a server that does not start, and a number that is none, end the run with a line', async t => {
  const started = await fuzz(t, '', '--server', 'dist/cli.js', '--kibana-version', '7.17.0')
  t.match(started, { code: 1, stderr: /got "7\.17\.0"\nfuzz: the server has not started\n$/, commands: [] })
  const none = await fuzz(t, '', '--requests', 'many')
  t.strictSame(none, { code: 1, stdout: '', stderr: 'fuzz: --requests: expected a positive integer, got "many"\n', commands: [] })
})
