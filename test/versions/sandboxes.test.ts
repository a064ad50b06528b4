import t from 'tap'
import { testServer } from '../helpers/app.js'
import { Client } from './table.js'

const VERSIONS = ['8.0.1', '8.3.3', '8.5.3', '8.9.2', '8.12.2', '8.17.0', '8.19.9', '9.1.0', '9.3.0', '9.5.4'] as const

/** Keys of a case that some versions lack, with the first version that has them. */
const KEYS = [
  ['severity', '8.3.3'], ['assignees', '8.5.3'], ['category', '8.9.2'], ['customFields', '8.12.2'], ['observables', '8.19.9'],
  ['totalEvents', '9.3.0'],
] as const

t.test('100 sandboxes of ten versions answer at the same time, each as its version and with its own cases', async t => {
  const kibana = await testServer(t)
  const sandboxes = Array.from({ length: 100 }, (_, number) => {
    const version = VERSIONS[number % VERSIONS.length]!
    const sandbox = kibana.sandbox({ kibanaVersion: version })
    return { number, version, sandbox, client: new Client(kibana, new URL(sandbox.url).pathname, version) }
  })
  const answers = await Promise.all(sandboxes.map(async ({ number, version, client }) => {
    const made = await client.make({ title: `case ${number}` })
    // Up to two more, so that neighboring sandboxes have different numbers of cases
    for (let more = 0; more < number % 3; more++) await client.make({ title: `case ${number}` })
    const { body: found } = await client.call('GET', '/api/cases/_find')
    const { body: status } = await client.call('GET', '/api/status')
    return {
      number,
      version,
      keys: Object.keys(made),
      titles: found.cases.map(({ title }: { title: string }) => title),
      reported: status.version.number,
    }
  }))
  for (const { number, version, keys, titles, reported } of answers) {
    t.equal(reported, version)
    t.strictSame(titles, Array(1 + number % 3).fill(`case ${number}`), `sandbox ${number} has its own cases`)
    for (const [key, since] of KEYS) {
      t.equal(
        keys.includes(key), VERSIONS.indexOf(version) >= VERSIONS.indexOf(since), `${key} in ${version}`,
      )
    }
  }
  t.strictSame(kibana.exportState().cases, [], 'the server itself has none')
  for (const { number, sandbox } of sandboxes) t.equal(sandbox.exportState().cases!.length, 1 + number % 3)
  for (const { sandbox } of sandboxes.slice(0, 50)) await sandbox.close()
  const { client } = sandboxes[99]!
  t.equal((await client.call('GET', '/api/cases/_find')).body.total, 1, 'closing others leaves it alone')
})
