import t from 'tap'
import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { CONNECTORS, NOW, pushApp } from '../helpers/push.js'
import { tickets } from './payload-kind.js'

t.test('the templates of a cases webhook', async t => {
  const { config, ...webhook } = CONNECTORS['cases-webhook']!
  const broken: [what: string, config: object, message: string][] = [
    ['valid templates', { createIncidentJson: '{{{case.title}}' }, 'Error: JSON Error: Create case JSON body must be valid JSON. '],
    ['valid URL templates', { viewIncidentUrl: 'https://x.example.com/{{{external' }, 'Error: Invalid View case URL: Error: Invalid URL. '],
    ['JSON when filled in',
      { createIncidentJson: '{"title":{{case.title}}' }, 'Error: JSON Error: Create case JSON body must be valid JSON. '],
    ['a URL when filled in',
      { viewIncidentUrl: 'https://{{{external.system.nothing}}}/' }, 'Error: Invalid View case URL: Error: Invalid URL. '],
    ['an HTTP URL', { createIncidentUrl: 'ftp://x.example.com' }, 'Error: Invalid Create case URL: Error: Invalid protocol. '],
  ]
  for (const [what, change, message] of broken) {
    t.test(`fail the push if they are not ${what}`, async t => {
      const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, ...change } } } })
      const { id } = await app.createCase()
      t.match(await app.push(id, 'hook'), {
        status: 424, body: { message: `[Action][Webhook - Case Management]: Unable to create case. ${message} ` },
      })
    })
  }

  t.test('fail the push if one of them is empty', async t => {
    const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, getIncidentUrl: '' } } } })
    const { id } = await app.createCase()
    t.match(await app.push(id, 'hook'), { status: 424, body: { message: '[Action]Webhook - Case Management: Wrong configuration.' } })
  })

  // Source: getIncident in Kibana's stack_connectors/server/connector_types/cases_webhook/service.ts
  const reads: [what: string, config: object, request: object | string][] = [
    ['a GET, whatever the JSON', { getIncidentJson: '{' }, { method: 'GET', url: `${tickets}/10001` }],
    ['a POST of JSON',
      { getIncidentMethod: 'post', getIncidentJson: '{"id":{{{external.system.id}}}}' },
      { method: 'POST', url: `${tickets}/10001`, body: '{"id":"10001"}' }],
    ['a POST without JSON', { getIncidentMethod: 'post' }, { method: 'POST', url: `${tickets}/10001`, body: 'null' }],
    ['a POST of invalid JSON', { getIncidentMethod: 'post', getIncidentJson: '{' }, 'JSON Error: Get case JSON body must be valid JSON'],
  ]
  for (const [what, change, expected] of reads) {
    t.test(`read a case with ${what}`, async t => {
      const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, ...change } } } })
      const { id } = await app.createCase()
      const { status, body } = await app.push(id, 'hook')
      if (typeof expected === 'string') {
        const reason = `[Action][Webhook - Case Management]: Unable to get case with id 10001. Error: ${expected}.  `
        t.match({ status, body }, {
          status: 424, body: { message: `[Action][Webhook - Case Management]: Unable to create case. Error: ${reason}.  ` },
        })
      } else {
        t.equal(status, 200)
        const { status: answered, answer, ...sent } = findIncidents(app.kibana)[0]!.calls[0]!.requests[1]!
        t.equal(answered, 200)
        t.strictSame(sent, expected)
      }
    })
  }

  // Source: validateConnectorAuthConfiguration in Kibana's stack_connectors/common/auth/utils.ts
  const ssl = { authType: 'webhook-authentication-ssl' }
  const ways: [what: string, config: object, secrets: Record<string, string>, isWrong: boolean][] = [
    ['without credentials', {}, {}, true],
    ['with an empty password', {}, { user: 'u', password: '' }, true],
    ['without credentials, with basic authentication by name', { authType: 'webhook-authentication-basic' }, {}, true],
    ['without a certificate', ssl, {}, true],
    ['without a certificate, with a user', ssl, { user: 'u', password: 'p' }, true],
    ['with a certificate', ssl, { crt: 'c', key: 'k' }, false],
    ['with a bundle', ssl, { pfx: 'x' }, false],
    ['with a CA alone', { ...ssl, ca: 'x' }, {}, false],
    ['with a verification mode alone', { ...ssl, verificationMode: 'full' }, {}, false],
    ['without credentials if no authentication is needed', { hasAuth: false }, {}, false],
  ]
  for (const [what, change, secrets, isWrong] of ways) {
    t.test(`are ${isWrong ? 'refused' : 'filled in'} ${what}`, async t => {
      const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, ...change }, secrets } } })
      const { id } = await app.createCase()
      const { status, body: { message } } = await app.push(id, 'hook')
      t.strictSame([status, message], isWrong ? [424, '[Action]Webhook - Case Management: Wrong configuration.'] : [200, undefined])
    })
  }

  t.test('may leave out comments', async t => {
    const app = pushApp(t, { connectors: { hook: { ...webhook, config: { ...config, createCommentUrl: null } } } })
    const { id } = await app.createCase()
    app.attach(id, 'c1', { type: 'user', comment: 'hi', owner: 'cases' })
    t.match(await app.push(id, 'hook'), { status: 200, body: { comments: [{ pushed_at: NOW }] } })
    t.match(findIncidents(app.kibana), [{ comments: [] }])
  })

  t.test('are not filled in for a comment without text', async t => {
    // Source: Kibana's stack_connectors/server/connector_types/cases_webhook/api.ts
    const app = pushApp(t)
    const comments = [{ comment: '', commentId: '1' }, { comment: 'hi', commentId: '2' }]
    const params = { subAction: 'pushToService', subActionParams: { incident: { title: 'x' }, comments } }
    const { body } = await app.call('POST', '/api/actions/connector/cases-webhook/_execute', { params })
    t.strictSame(body.data.comments, [{ commentId: '2', pushedDate: NOW }])
    t.match(findIncidents(app.kibana), [{ comments: [{ text: '{"body":"hi"}' }] }])
  })

  t.test('may read id and title from one path, even a nested one', async t => {
    const app = pushApp(t, {
      connectors: {
        hook: {
          ...webhook,
          config: {
            ...config, createIncidentResponseKey: 'data.items[0].id', getIncidentResponseExternalTitleKey: 'data.items[0].id',
          },
        },
      },
    })
    const { id } = await app.createCase()
    t.match(await app.push(id, 'hook'), { status: 200, body: { external_service: { external_id: '10001', external_title: '10001' } } })
  })
})
