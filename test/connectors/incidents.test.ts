import t from 'tap'
import { clearIncidents, findIncidents, findIncidentsAt } from '../../src/connectors/simulation/incidents.js'
import type { RunningServer } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody } from '../helpers/cases.js'
import { CONNECTORS, pushApp } from '../helpers/push.js'
import { pushedCase } from './system-texts.js'

t.test('a planned incident', async t => {
  t.test('is created by the first push of its case', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    const other = await app.createCase()
    app.plan({ connectorId: 'jira', caseId: id, externalId: '71926', externalTitle: 'CK-554', externalUrl: 'https://cases.jira.com' })
    app.plan({ connectorId: 'thehive', caseId: id, externalId: '~5', externalTitle: 'Another', externalUrl: undefined })
    t.equal((await app.push(other.id, 'jira')).body.external_service.external_title, 'CK-1', 'it does not apply to other cases')
    t.match((await app.push(id, 'jira')).body.external_service, {
      external_id: '71926', external_title: 'CK-554', external_url: 'https://cases.jira.com',
    })
    t.match((await app.push(id, 'jira')).body.external_service, {
      external_id: '71926', external_title: 'CK-554', external_url: 'https://cases.jira.com',
    })
    t.match(findIncidents(app.kibana, { caseId: id, connectorId: 'jira' }), [
      { planned: false, calls: [{ action: 'create' }, { action: 'update' }] },
    ])
    t.match((await app.push(id, 'thehive')).body.external_service, {
      external_id: '~5', external_url: 'https://thehive.example.com/cases/~5/details',
    })

    const next = await app.createCase()
    t.match((await app.push(next.id, 'jira')).body.external_service, { external_id: '71927', external_title: 'CK-555' })
  })
})

t.test('numbering', async t => {
  t.test('continues after the records of a seed, per project and system', async t => {
    const other = { ...CONNECTORS.jira!, config: { apiUrl: 'https://jira.example.com', projectKey: 'OT' } }
    const elsewhere = { ...CONNECTORS.jira!, config: { apiUrl: 'https://elsewhere.example.com', projectKey: 'CK' } }
    const app = pushApp(t, { connectors: { jira: CONNECTORS.jira!, other, elsewhere } })
    app.seedIncident({ type: '.jira', url: 'https://jira.example.com', id: '71926', title: 'CK-554' })
    const names = async (connector: string) => {
      const {
        body: { external_service: { external_id: id, external_title: title } },
      } = await app.push((await app.createCase()).id, connector)
      return [id, title]
    }
    t.strictSame(await names('jira'), ['71927', 'CK-555'])
    t.strictSame(await names('other'), ['71928', 'OT-1'])
    t.strictSame(await names('jira'), ['71929', 'CK-556'])
    t.strictSame(await names('elsewhere'), ['10000', 'CK-1'])
    app.seedIncident({ type: '.jira', url: 'https://jira.example.com', id: '71930', title: 'CK-1' })
    t.strictSame(await names('jira'), ['71931', 'CK-558'])
    t.equal(findIncidents(app.kibana, { externalId: '71930' })[0]!.externalTitle, 'CK-1')
  })
})

t.test('findIncidents', async t => {
  t.test('finds by connector, type, case, space and name', async t => {
    const app = pushApp(t, { connectors: { ...CONNECTORS, other: CONNECTORS.jira! } })
    const a = await pushedCase(app, 'jira')
    await pushedCase(app, 'thehive')
    const b = await app.createCase({}, '/s/space1')
    await app.push(b.id, 'other', '/s/space1')
    const titles = (filter: Parameters<typeof findIncidents>[1]) =>
      findIncidents(app.kibana, filter).map(({ externalTitle: title }) => title)
    t.strictSame(titles({}), ['CK-1', 'Super Bad Security Issue', 'CK-2'])
    t.strictSame(titles({ connectorId: 'other' }), ['CK-2'])
    t.strictSame(titles({ connectorType: '.jira' }), ['CK-1', 'CK-2'])
    t.strictSame(titles({ caseId: a }), ['CK-1'])
    t.strictSame(titles({ space: 'space1' }), ['CK-2'])
    t.strictSame(titles({ space: 'default', connectorType: '.jira' }), ['CK-1'])
    t.strictSame(titles({ externalId: '10001' }), ['CK-2'])
    t.strictSame(titles({ externalTitle: 'CK-1' }), ['CK-1'])
    clearIncidents(app.kibana, { connectorType: '.jira' })
    t.strictSame(titles({}), ['Super Bad Security Issue'])
  })
})

t.test('findIncidentsAt', async t => {
  t.test('finds records by the end of their URL', async t => {
    const at = (connector: string, config: object) => ({
      ...CONNECTORS[connector]!, config: { ...CONNECTORS[connector]!.config, ...config },
    })
    const base = 'http://localhost:5601/_mock/external'
    const app = pushApp(t, {
      connectors: {
        jira: at('jira', { apiUrl: `${base}/jira` }),
        servicenow: at('servicenow', { apiUrl: `${base}/snow` }),
        resilient: at('resilient', { apiUrl: `${base}/res` }),
      },
    })
    for (const connector of ['jira', 'servicenow', 'resilient']) await pushedCase(app, connector)
    const [, snowIncident] = findIncidents(app.kibana)
    const titles = (path: string) => findIncidentsAt(app.kibana, path).map(({ externalTitle: title }) => title)
    t.strictSame(titles('/_mock/external/jira/browse/CK-1'), ['CK-1'])
    t.strictSame(titles('/_mock/external/jira/browse/CK-2'), [])
    t.strictSame(titles(`/_mock/external/snow/nav_to.do?uri=incident.do?sys_id=${snowIncident!.externalId}`), ['INC0010001'])
    t.strictSame(titles('/_mock/external/res/'), ['2101'])

    const opened = await app.call('GET', '/_mock/external/jira/browse/CK-1')
    t.strictSame(opened, { status: 200, body: { incidents: findIncidents(app.kibana, { connectorId: 'jira' }) } })
    t.strictSame(await app.call('GET', '/_mock/external/jira/browse/CK-2'), {
      status: 404, body: errorBody(404, 'there is no incident at "/_mock/external/jira/browse/CK-2"'),
    })
  })
})

t.test('the state of a server', async t => {
  t.test('includes external systems: the case keeps its record, and numbering continues', async t => {
    const options = { connectors: CONNECTORS, spaces: ['space1'] }
    const [one, two] = [await testServer(t, options), await testServer(t, options)]
    const push = async (kibana: RunningServer, id: string, connector: string, prefix = '') =>
      (await call(kibana, 'POST', `${prefix}/api/cases/${id}/connector/${connector}/_push`, {})).body.external_service
    for (const prefix of ['', '/s/space1']) {
      for (const connector of ['jira', 'servicenow', 'thehive']) {
        const { id } = await createCase(one, {}, prefix)
        const before = await push(one, id, connector, prefix)
        two.importState(one.exportState())
        t.strictSame(await push(two, id, connector, prefix), before)
      }
    }
    const { id } = await createCase(two)
    t.match(await push(two, id, 'jira'), { external_id: '10002', external_title: 'CK-3' })
    t.match(await push(two, (await createCase(two)).id, 'servicenow'), { external_title: 'INC0010003' })
  })

  t.test('returns to the state of a snapshot', async t => {
    const kibana = await testServer(t, { connectors: CONNECTORS })
    const { id } = await createCase(kibana)
    const push = async () => (await call(kibana, 'POST', `/api/cases/${id}/connector/jira/_push`, {})).body.external_service.external_title
    const snapshot = kibana.snapshot()
    t.equal(await push(), 'CK-1')
    kibana.restore(snapshot)
    t.strictSame(kibana.incidents.all(), [])
    t.equal(await push(), 'CK-1')
    kibana.reset()
    t.strictSame(kibana.incidents.all(), [])
  })
})
