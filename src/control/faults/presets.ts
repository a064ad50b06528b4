/** The part of an effect that a preset sets. */
interface PresetEffect {
  readonly status?: number
  readonly body?: unknown
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly starting?: true
  readonly alertsConflict?: true
}

/** A common outage, ready to use as an effect. */
interface FaultPreset {
  readonly description: string
  /** The source that documents it, or the code that causes it. */
  readonly source: string
  readonly effect: PresetEffect
  /** Whether something in front of Kibana answers, without Kibana's headers. */
  readonly inFront?: true
}

const page = (title: string, text = '') =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n${text}</body>\r\n</html>\r\n`

/** The presets of faults, by name. */
export const FAULT_PRESETS: Readonly<Record<string, FaultPreset>> = {
  'proxy-502': {
    inFront: true,
    description: 'nginx in front of Kibana cannot reach it',
    source: 'nginx, ngx_http_special_response.c',
    effect: {
      status: 502, contentType: 'text/html', headers: { server: 'nginx' }, body: page('502 Bad Gateway', '<hr><center>nginx</center>\r\n'),
    },
  },
  'cloud-503-html': {
    inFront: true,
    description: 'a cloud load balancer finds no healthy Kibana',
    source: 'AWS Application Load Balancer, a target group without healthy targets',
    effect: {
      status: 503, contentType: 'text/html', headers: { server: 'awselb/2.0' }, body: page('503 Service Temporarily Unavailable'),
    },
  },
  'cloud-503-json': {
    inFront: true,
    description: 'the proxy of Elastic Cloud while a deployment is unavailable',
    source: 'Elastic Cloud, the proxy in front of each deployment',
    effect: {
      status: 503,
      headers: { 'x-cloud-request-id': 'kcm' },
      body: { ok: false, message: 'The requested resource is currently unavailable.' },
    },
  },
  'login-redirect': {
    inFront: true,
    description: 'a single sign-on proxy sends the client to its login page',
    source: 'oauth2-proxy, sign-in redirect',
    effect: {
      status: 302,
      contentType: 'text/html; charset=utf-8',
      headers: { location: '/oauth2/start?rd=%2F' },
      body: '<a href="/oauth2/start?rd=%2F">Found</a>.\n\n',
    },
  },
  'elasticsearch-down': {
    description: 'Kibana has lost Elasticsearch',
    source: "Kibana's core, elasticsearch-server-internal (retry of saved object calls)",
    effect: { status: 503, body: { statusCode: 503, error: 'Service Unavailable', message: 'No Living connections' } },
  },
  'rate-limited': {
    description: "Kibana's own rate limiter rejects the request",
    source: "Kibana's core, http rate-limiter-internal/src/service.ts",
    effect: { status: 429 },
  },
  'kibana-starting': {
    description: 'Kibana has not started yet',
    source: "Kibana's core, http server-internal/src/http_service.ts",
    effect: { starting: true },
  },
  'alerts-version-conflict': {
    description: 'the case is changed, but another write to its alerts comes first: 500 with the answer of update-by-query',
    source: "Kibana's cases/server/services/alerts/index.ts; Elasticsearch's update by query",
    effect: { alertsConflict: true },
  },
}
