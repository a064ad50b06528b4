// The mixed load of a soak: every kind of client that a test server meets.
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const HEADERS = { 'kbn-xsrf': 'true', 'content-type': 'application/json' }
const CASE = {
  title: 'Soak',
  description: 'd',
  tags: ['soak'],
  owner: 'cases',
  settings: { syncAlerts: false },
  connector: { id: 'none', name: 'none', type: '.none', fields: null },
}
const TEMPLATE = {
  owner: 'cases',
  definition: 'severity: high\nfields:\n  - { name: priority, type: keyword, control: INPUT_TEXT, metadata: { default: medium } }\n',
}
const INDEX = '.alerts-security.alerts-default'

export class Load {
  counts = {
    requests: 0,
    failed: 0,
    unexpected: 0,
    alerts: 0,
    templates: 0,
    sandboxes: 0,
    snapshots: 0,
    streams: 0,
    'slow clients': 0,
    'vanished clients': 0,
  }

  #url
  #agent
  #number = 0

  constructor (url) {
    this.#url = url
  }

  /** Keeps every kind of client busy until a time (in milliseconds). */
  async run (until) {
    const clients = [
      this.#user, this.#user, this.#user, this.#alert, this.#template,
      this.#sandbox, this.#snapshot, this.#stream, this.#slow, this.#vanishing,
    ]
    this.#agent = new Agent({ keepAlive: true })
    await Promise.all(clients.map(async client => {
      while (Date.now() < until) await client.call(this)
    }))
    this.#agent.destroy()
  }

  /** Sends a request, which should succeed or, if given, have the wanted status. */
  async #ask (method, path, body, base = this.#url, wanted = undefined) {
    this.counts.requests++
    const { status, text } = await new Promise((resolve, reject) => {
      request(base + path, { method, headers: HEADERS, agent: this.#agent }, answer => {
        const chunks = []
        answer.on('data', chunk => chunks.push(chunk)).on('end', () => resolve({
          status: answer.statusCode, text: Buffer.concat(chunks).toString(),
        }))
      }).on('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
    })
    if (status >= 500) this.counts.failed++
    if (wanted === undefined ? status >= 300 : status !== wanted) this.counts.unexpected++
    return text === '' ? undefined : JSON.parse(text)
  }

  async #user (base = this.#url) {
    const { id, version } = await this.#ask('POST', '/api/cases', CASE, base)
    await this.#ask('POST', `/api/cases/${id}/comments`, { type: 'user', comment: 'Hello', owner: 'cases' }, base)
    await this.#ask('PATCH', '/api/cases', { cases: [{ id, version, title: 'Stale' }] }, base, 409)
    await this.#ask('GET', '/api/cases/_find?search=soak&perPage=50', undefined, base)
    await this.#ask('GET', `/api/cases/${id}/user_actions/_find`, undefined, base)
    await this.#ask('DELETE', `/api/cases?ids=["${id}"]`, undefined, base)
  }

  /** Attaches an alert to a case and closes both. */
  async #alert () {
    const id = `soak-${this.#number++}`
    await this.#ask('POST', '/_mock/alerts', { id, source: { 'kibana.alert.rule.name': 'Soak', 'kibana.alert.workflow_status': 'open' } })
    const made = await this.#ask('POST', '/api/cases', { ...CASE, settings: { syncAlerts: true } })
    const { version } = await this.#ask('POST', `/api/cases/${made.id}/comments`, {
      type: 'alert', alertId: id, index: INDEX, rule: { id: 'r', name: 'Soak' }, owner: 'cases',
    })
    await this.#ask('PATCH', '/api/cases', { cases: [{ id: made.id, version, status: 'closed' }] })
    await this.#ask('GET', `/api/cases/${made.id}/alerts`)
    await this.#ask('DELETE', `/api/cases?ids=["${made.id}"]`)
    await this.#ask('DELETE', `/_mock/alerts/${id}`)
    this.counts.alerts++
  }

  /** Creates a template and a case from it, changes the template, and removes both. */
  async #template () {
    const template = { ...TEMPLATE, name: `Soak ${this.#number++}` }
    const { templateId } = await this.#ask('POST', '/api/cases/templates', template)
    const { id } = await this.#ask('POST', '/api/cases', { ...CASE, template: { id: templateId } })
    await this.#ask('GET', `/api/cases/${id}/fields`)
    await this.#ask('PUT', `/api/cases/templates/${templateId}`, { ...template, name: `${template.name} again` })
    await this.#ask('GET', '/api/cases/templates')
    await this.#ask('DELETE', `/api/cases?ids=["${id}"]`)
    await this.#ask('DELETE', `/api/cases/templates/${templateId}`)
    this.counts.templates++
  }

  async #sandbox () {
    const { id, url } = await this.#ask('POST', '/_mock/sandboxes', {})
    const { id: snapshot } = await this.#ask('POST', '/_mock/snapshots', {}, url)
    await this.#user(url)
    await this.#ask('POST', `/_mock/snapshots/${snapshot}/restore`, {}, url)
    await this.#ask('DELETE', `/_mock/sandboxes/${id}`)
    this.counts.sandboxes++
  }

  async #snapshot () {
    const { id } = await this.#ask('POST', '/_mock/snapshots', {})
    await this.#ask('DELETE', `/_mock/snapshots/${id}`)
    this.counts.snapshots++
    await wait(20)
  }

  /** Reads events for a moment, then disconnects. */
  async #stream () {
    const stream = request(`${this.#url}/_mock/events`, answer => answer.resume()).on('error', () => {}).end()
    await wait(200)
    stream.destroy()
    this.counts.streams++
  }

  /** Sends a request byte by byte. */
  async #slow () {
    const { hostname, port } = new URL(this.#url)
    const socket = connect(port, hostname)
    const text = JSON.stringify(CASE)
    const closed = new Promise(resolve => socket.once('close', resolve))
    socket.on('error', () => {}).resume()
    socket.write('POST /api/cases HTTP/1.1\r\nhost: x\r\nkbn-xsrf: 1\r\nconnection: close\r\ncontent-type: ' +
      `application/json\r\ncontent-length: ${text.length}\r\n\r\n`)
    for (const part of text.match(/.{1,20}/g)) {
      socket.write(part)
      await wait(5)
    }
    await closed
    this.counts['slow clients']++
  }

  /** Disconnects in the middle of a request. */
  async #vanishing () {
    const { hostname, port } = new URL(this.#url)
    const socket = connect(port, hostname)
    socket.on('error', () => {})
    socket.write(
      'POST /api/cases HTTP/1.1\r\nhost: x\r\nkbn-xsrf: 1\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"title":',
    )
    await wait(20)
    socket.destroy()
    this.counts['vanished clients']++
  }
}
