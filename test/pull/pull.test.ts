import t from 'tap'
import { parse } from '../../src/kibana-client/ask.js'
import type { Send } from '../../src/kibana-client/exchange.js'
import { findCases } from '../../src/pull/find-cases.js'
import { chooseSpaces } from '../../src/pull/pull.js'
import { readCase } from '../../src/pull/read-case.js'
import { missingConnectors, readSettings } from '../../src/pull/read-settings.js'
import { SpaceReader } from '../../src/pull/reader.js'
import { Version } from '../../src/versions/version.js'
import { testServer } from '../helpers/app.js'
import type { RunningServer } from '../../src/index.js'

/** A client of a server in this process, with given responses for some paths. */
const readerOf = (
  { app }: RunningServer, asked: string[] = [], instead: (path: string) => number | undefined = () => undefined, space = 'default',
) => {
  const send: Send = async ({ method, path, headers }) => {
    asked.push(path)
    const status = instead(path)
    if (status !== undefined) return { status, headers: {}, text: '{}' }
    const { statusCode, payload } = await app.inject({ method, url: path, headers })
    return { status: statusCode, headers: {}, text: payload }
  }
  return new SpaceReader(send, 'Basic x', space)
}

async function idsFound (reader: SpaceReader, window?: number): Promise<string[]> {
  const ids = []
  for await (const { found } of findCases(reader, '', window)) ids.push(found.id)
  return ids
}

t.test('cases are found page by page, and beyond the window by time', async t => {
  const cases = Array.from({ length: 450 }, (_, index) => ({
    id: `c${index}`, title: 'x', created_at: new Date(Date.UTC(2025, 0, 1, 0, index)).toISOString(),
  }))
  const kibana = await testServer(t, { seed: { cases } })
  const asked: string[] = []
  t.strictSame(await idsFound(readerOf(kibana, asked), 200), cases.map(({ id }) => id))
  t.strictSame(asked.map(path => /page=(\d+)(?=[^\d]|$)/.exec(path.replace('perPage', ''))?.[1]).join(), '1,2,1,2,1')
  t.equal((await idsFound(readerOf(kibana))).length, 450)
})

t.test('cases with equal times that fill the window are refused', async t => {
  const cases = Array.from({ length: 250 }, (_, index) => ({ id: `c${index}`, title: 'x', created_at: '2025-01-01T00:00:00.000Z' }))
  const kibana = await testServer(t, { seed: { cases } })
  await t.rejects(idsFound(readerOf(kibana), 200), {
    message: "more than 200 cases were created at the same time: Kibana can't page through them",
  })
})

t.test('activity is read page by page', async t => {
  const userActions = Array.from({ length: 150 }, (_, index) => ({
    id: `a${index}`, type: 'title' as const, action: 'update' as const, payload: { title: `${index}` }, case_id: 'c',
  }))
  const kibana = await testServer(t, { seed: { cases: [{ id: 'c', title: 'x' }], userActions } })
  const pulled = await readCase(readerOf(kibana), 'c', new Version('9.1.0'))
  t.strictSame(pulled?.userActions.map(({ id }) => id), userActions.map(({ id }) => id))
})

t.test('a case deleted in the meantime is left out', async t => {
  const kibana = await testServer(t, { seed: { cases: [{ id: 'c', title: 'x' }] } })
  t.equal(await readCase(readerOf(kibana), 'unknown', new Version('9.1.0')), undefined)
  t.equal(
    await readCase(readerOf(kibana, [], path => path.includes('user_actions') ? 404 : undefined), 'c', new Version('9.1.0')), undefined,
  )
})

for (const [version, steps] of [['8.0.0', 0], ['8.5.0', 1]] as const) {
  t.test(`a case of ${version} has ${steps} steps of activity`, async t => {
    const kibana = await testServer(t, { kibanaVersion: version, seed: { cases: [{ id: 'c', title: 'x', owner: 'securitySolution' }] } })
    const pulled = await readCase(readerOf(kibana), 'c', new Version(version))
    t.match(pulled, { case: { id: 'c', space: 'default' }, files: [] })
    t.match(pulled?.userActions, Array(steps).fill({ id: String, type: 'create_case', case_id: 'c' }))
    t.equal(pulled?.userActions.length, steps)
  })
}

t.test('files are read from their attachments, without content', async t => {
  const kibana = await testServer(t, { seed: 'demo' })
  const [file] = kibana.exportState().files!
  const pulled = await readCase(readerOf(kibana), file!.case_id, new Version('9.1.0'))
  t.match(pulled?.files[0], { id: file!.id, name: file!.name, mimeType: file!.mimeType, content: '', case_id: file!.case_id })
})

t.test('connectors deleted in Kibana are reconstructed from their cases, once', async t => {
  const connector = { id: 'gone', name: 'Gone', type: '.jira', fields: null }
  const none = { id: 'none', name: 'none', type: '.none', fields: null }
  const cases = [connector, connector, none, { ...connector, id: 'here' }].map(connector => ({ connector, space: 'soc' }))
  t.strictSame(missingConnectors(cases, [{ id: 'here', space: 'soc' }]),
    [{ id: 'gone', name: 'Gone', actionTypeId: '.jira', config: {}, isMissingSecrets: true, space: 'soc' }])
})

t.test('settings of a space come in the form of a state', async t => {
  const connectors = [{ id: 'j', name: 'Jira', actionTypeId: '.jira' as const, space: 'soc' }]
  const configurations = [
    {
      owner: 'cases' as const,
      space: 'soc',
      closure_type: 'close-by-pushing' as const,
      connector: {
        id: 'j', name: 'Jira', type: '.jira' as const, fields: null,
      },
    },
    { owner: 'observability' as const },
  ]
  const kibana = await testServer(t, { spaces: ['soc'], seed: { connectors, configurations } })
  const pulled = await readSettings(readerOf(kibana, [], undefined, 'soc'))
  t.equal(pulled.configurations.length, 1)
  t.strictSame(pulled.configurations, kibana.exportState().configurations!.filter(({ space }) =>
    space === 'soc').map(({ mappings: _, ...kept }: any) => kept))
})

t.test('a response that is not a list counts as empty', async t => {
  const reader = new SpaceReader(async () => ({ status: 200, headers: {}, text: '{}' }), undefined, 'soc')
  t.strictSame(await readSettings(reader), { configurations: [], connectors: [], preconfigured: [] })
  t.equal(parse({ status: 200, headers: {}, text: '<html>' }), undefined)
})

t.test('a space named twice is read once', async t => {
  t.strictSame(chooseSpaces(['default', 'soc'], ['soc', 'default', 'soc']), ['soc', 'default'])
  t.strictSame(chooseSpaces(['default', 'soc'], ['soc', '*']), ['default', 'soc'])
})
