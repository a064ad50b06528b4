import t from 'tap'
import { testServer } from '../helpers/app.js'
import { call, createCase, errorBody, newCase, undefinedAt } from '../helpers/cases.js'

// Source: Kibana's cases/common/types/domain/connector/v1.ts
const FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '.jira': { issueType: '10006', priority: 'High', parent: 'CK-1' },
  '.resilient': { incidentTypes: ['21'], severityCode: '5' },
  '.servicenow': { impact: '1', severity: '2', urgency: '3', category: 'software', subcategory: 'os' },
  '.servicenow-sir': {
    category: 'Denial of Service', destIp: true, malwareHash: false, malwareUrl: true, priority: '1', sourceIp: false, subcategory: '26',
  },
  '.swimlane': { caseId: '1' },
  '.thehive': { tlp: 2 },
}

/** A value of another type; null is valid everywhere. */
const otherThan = (value: unknown) => typeof value === 'string' ? true : String(value)

t.test('the fields of a connector of a case', async t => {
  const kibana = await testServer(t)
  const send = (connector: object) => call(kibana, 'POST', '/api/cases', { ...newCase, connector })

  for (const [type, fields] of Object.entries(FIELDS)) {
    t.test(`of type ${type}`, async t => {
      const connector = { id: 'missing', name: 'No such connector', type }
      const keys = Object.keys(fields)
      for (const sent of [fields, Object.fromEntries(keys.map(key => [key, null])), null]) {
        t.strictSame((await createCase(kibana, { connector: { ...connector, fields: sent } })).connector, { ...connector, fields: sent })
      }
      const backwards = Object.fromEntries(Object.entries(fields).reverse())
      const made = await createCase(kibana, { connector: { ...connector, fields: backwards } })
      t.strictSame(Object.keys(made.connector.fields), keys.reverse())

      for (const [key, value] of Object.entries(fields)) {
        const { [key]: _, ...others } = fields
        const wrong = { ...fields, [key]: otherThan(value) }
        t.strictSame((await send({ ...connector, fields: others })).body, errorBody(
          400, `${undefinedAt(`connector,fields,${key}`)},Invalid value "${JSON.stringify(others)}" supplied to "connector,fields"`,
        ))
        t.strictSame((await send({ ...connector, fields: wrong })).body, errorBody(
          400, `Invalid value "${otherThan(value)}" supplied to "connector,fields,${key}",Invalid value "${JSON.stringify(wrong)}" ` +
            'supplied to "connector,fields"',
        ))
      }
      t.strictSame((await send({ ...connector, fields: { ...fields, unknown: null } })).body, errorBody(400, 'invalid keys "unknown"'))
    })
  }

  for (const type of ['.none', '.cases-webhook']) {
    t.test(`of type ${type}`, async t => {
      const connector = { id: 'x', name: 'x', type, fields: null }
      t.strictSame((await createCase(kibana, { connector })).connector, connector)
      t.strictSame((await send({ ...connector, fields: {} })).body, errorBody(400, 'Invalid value "{}" supplied to "connector,fields"'))
    })
  }
})
