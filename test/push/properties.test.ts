import fc from 'fast-check'
import t from 'tap'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { newCase } from '../helpers/cases.js'
import { pushApp, type PushKind } from '../helpers/push.js'
import { activity } from './records.js'

t.test('POST /api/cases/{case_id}/connector/{connector_id}/_push', async t => {
  t.test('handles many simultaneous pushes of a case', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    const first = await app.push(id, 'jira')
    const pushes = await Promise.all(Array.from({ length: 50 }, () => app.push(id, 'jira')))
    t.ok(pushes.every(({ status }) => status === 200))
    t.strictSame(new Set(pushes.map(({ body }) => body.external_service.external_id)), new Set([first.body.external_service.external_id]))
    t.equal(new Set(pushes.map(({ body }) => body.version)).size, 50)
    t.equal(activity(app, id).length, 52)
  })

  t.test('accepts or refuses any body, never with a 500', async t => {
    const app = pushApp(t)
    const { id } = await app.createCase()
    await fc.assert(fc.asyncProperty(fc.jsonValue().filter(body => !JSON.stringify(body).includes('__proto__')), fc.string({
      minLength: 1,
    }).filter(text => text !== '.' && text !== '..'), async (body, name) => {
      const { status } = await app.push(id, 'jira', '', body)
      const isObject = typeof body === 'object' && !Array.isArray(body)
      const unknown = await app.push(name, name)
      return status === (isObject ? 200 : 400) && unknown.status === 404
    }), { seed: 11, numRuns: 40 })
  })

  t.test('pushes any case to any connector of its type, and again to the same record', async t => {
    const text = fc.string({ minLength: 1, maxLength: 160, unit: 'binary' }).filter(value => value.trim() !== '')
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value)
    const textOrNull = maybe(fc.string())
    const fields: Record<string, fc.Arbitrary<unknown>> = {
      jira: fc.record({ issueType: textOrNull, priority: textOrNull, parent: textOrNull }),
      servicenow: fc.record({
        impact: textOrNull,
        severity: textOrNull,
        urgency: textOrNull,
        category: textOrNull,
        subcategory: textOrNull,
        additionalFields: fc.constantFrom(null, '{}', '{"u_x":1}'),
      }, { requiredKeys: ['impact', 'severity', 'urgency', 'category', 'subcategory'] }),
      'servicenow-sir': fc.record({
        category: textOrNull,
        destIp: maybe(fc.boolean()),
        malwareHash: maybe(fc.boolean()),
        malwareUrl: maybe(fc.boolean()),
        priority: textOrNull,
        sourceIp: maybe(fc.boolean()),
        subcategory: textOrNull,
      }),
      // An update is refused with values that the system does not list
      resilient: fc.record({
        incidentTypes: maybe(fc.subarray(['17', '19', '21', '22'])), severityCode: maybe(fc.constantFrom('4', '5', '6')),
      }),
      swimlane: fc.record({ caseId: textOrNull }),
      thehive: fc.record({ tlp: maybe(fc.integer()) }),
      'cases-webhook': fc.constant(null),
    } satisfies Record<PushKind, fc.Arbitrary<unknown>>
    const kinds = Object.keys(fields)
    const casesOf = fc.constantFrom(...kinds).chain(kind => fc.record({
      kind: fc.constant(kind),
      title: text,
      description: text,
      tags: fc.array(text, { maxLength: 4 }),
      severity: fc.constantFrom('low', 'medium', 'high', 'critical'),
      fields: kind === 'cases-webhook' ? fields[kind]! : maybe(fields[kind]!),
      comments: fc.array(fc.string({ minLength: 1 }).filter(value => value.trim() !== ''), { maxLength: 3 }),
      owner: fc.constantFrom('cases', 'observability', 'securitySolution'),
      prefix: fc.constantFrom('', '/s/space1'),
    }))
    const app = pushApp(t, { publicBaseUrl: 'https://kibana.example.com', kibanaVersion: NEWEST_VERSION })
    await fc.assert(fc.asyncProperty(casesOf, async ({ kind, fields, comments, prefix, ...input }) => {
      const { id } = await app.createCase({ ...newCase, ...input, connector: { id: kind, name: kind, type: `.${kind}`, fields } }, prefix)
      comments.forEach((comment, index) => app.attach(id, `${id}-${index}`, { type: 'user', comment, owner: input.owner }))
      const first = await app.push(id, kind, prefix)
      const second = await app.push(id, kind, prefix)
      t.strictSame([first.status, second.status], [200, 200], JSON.stringify(first.body.message ?? second.body.message))
      t.strictSame(second.body.external_service, first.body.external_service)
      const records = app.kibana.store.all('incident').filter(({ attributes }) => attributes.caseId === id)
      t.equal(records.length, 1)
      t.equal(records[0]!.attributes.comments.length, comments.length)
    }), { seed: 7, numRuns: 70 })
  })
})
