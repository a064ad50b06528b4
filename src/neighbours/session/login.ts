import { Type, type StringOptions } from '@sinclair/typebox'
import { configSchema } from '../../decoding/config-schema.js'
import { isPlainObject } from '../../decoding/plain-object.js'
import type { KibanaContext } from '../../kibana/context.js'
import { badRequest } from '../../kibana-error.js'
import { noCredentials } from '../../security/errors.js'
import { SESSION_PROVIDER } from '../../security/realm.js'
import type { Session } from '../../security/sessions.js'
import { byVersion } from '../../versions/by-version.js'
import { Formerly, schemaAt } from '../../versions/schema.js'

/** The types of providers that take a user name and password. */
const FORM_TYPES = ['basic', 'token']

/** A string whose length is limited from 9.5 on. Source: Kibana's PR 266186 */
const limited = (maxLength: number, options: StringOptions = {}) =>
  Formerly([{ until: '9.5', schema: Type.String(options) }], Type.String({ ...options, maxLength }))

const FormSchema = Type.Object({
  username: limited(1024, { minLength: 1 }),
  password: limited(1024, { minLength: 1 }),
}, { additionalProperties: false })

const loginFields = {
  providerType: limited(1024),
  providerName: limited(1024),
  currentURL: limited(8192, { description: 'the address of the login page; its query parameter next sets the location in the answer' }),
}

/** The body of a login. Source: Kibana's security/server/routes/authentication/common.ts */
export const LoginBodySchema = Type.Object({ ...loginFields, params: Type.Optional(FormSchema) }, { additionalProperties: false })
export const LoginAnswerSchema = Type.Object({ location: Type.String({ description: 'the URL that a browser opens next' }) })

const FormLoginSchema = Type.Object({ ...loginFields, params: FormSchema }, { additionalProperties: false })
const OtherLoginSchema = Type.Object({ ...loginFields, params: Type.Optional(Type.Unknown()) }, { additionalProperties: false })
const formLoginAt = byVersion(version => configSchema(schemaAt(FormLoginSchema, version)))
const otherLoginAt = byVersion(version => configSchema(schemaAt(OtherLoginSchema, version)))

const hasForm = (body: unknown): boolean => isPlainObject(body) && FORM_TYPES.some(type => body.providerType === type)

/** A successful login: its session, and the URL of the login page. */
interface Login { readonly session: Session, readonly currentURL: string }

/**
 * POST /internal/security/login: starts a session.
 * @throws KibanaError 400, 401
 */
export function login ({ security, clock, version }: KibanaContext, body: unknown): Login {
  if (!hasForm(body)) {
    const { params } = otherLoginAt(version)(body, 'request body', version)
    throw params === undefined ? noCredentials() : badRequest("[request body.params]: a value wasn't expected to be present")
  }
  const { providerType, providerName, currentURL, params: { username, password } } = formLoginAt(version)(body, 'request body', version)
  if (providerName !== SESSION_PROVIDER.name || providerType !== SESSION_PROVIDER.type) throw noCredentials()
  return { currentURL, session: security.login(username, password, clock.milliseconds()) }
}

/** Two hosts with different protocols. An address that stays on each of them is relative: it names no host. */
const ANY_HOSTS = ['http://a.example', 'https://b.example'] as const

/** The path of an address, resolved against a host; `undefined` if it leads to another host. */
function pathOn (host: string, address: string): string | undefined {
  if (!URL.canParse(address, host)) return undefined
  const { origin, pathname } = new URL(address, host)
  return origin === host ? pathname : undefined
}

/** True if an address leads to this Kibana. Source: Kibana's kbn-std/src/is_internal_url.ts */
function isInternal (address: string, basePath: string): boolean {
  const [path, again] = ANY_HOSTS.map(host => pathOn(host, address))
  if (path === undefined || again === undefined) return false
  return basePath === '' || (address.startsWith('/') && `${path}/`.startsWith(`${basePath}/`))
}

/**
 * The target of a login: the parameter `next` of the login page if that is within this Kibana, otherwise the start page.
 * Source: Kibana's kbn-std/src/parse_next_url.ts
 */
export function nextAfterLogin (currentURL: string, basePath: string): string {
  const [withoutHash = '', hash = ''] = currentURL.split(/(#.*)/s, 2)
  const next = new URLSearchParams(withoutHash.split(/\?(.*)/s, 2)[1]).get('next') ?? ''
  return next.trim() === '' || !isInternal(next, basePath) ? `${basePath}/` : next + hash
}
