import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { noticePage } from '../kibana-http/notice-page.js'
import { baseOf, redirect } from '../kibana-http/redirects.js'
import { route } from '../kibana-http/route.js'
import { serverBasePath, targetOf } from '../kibana-http/target.js'
import { nextAfterLogin } from '../neighbours/session/login.js'
import { enterKibana, enterSpacePage, entersSpaceOfApp } from './enter.js'
import type { PageFiles } from './page-files.js'
import { sendPage } from './send-page.js'

const common = { tag: 'pages', access: 'page', space: 'any', payload: 'any' } as const
const toLogin = { 302: 'to the login page, without credentials' }

const appRoute = {
  ...common,
  params: Type.Object({ id: Type.String({ description: 'the id of the app' }) }, { additionalProperties: true }),
  summary: 'Open an app',
  description: 'The web page of this server. The address of a case, in any of the three apps with cases, opens that case.',
  page: 'the page',
  others: { 302: 'to the login page, without credentials; to the space selector, if the space in the path does not exist' },
} as const

interface KibanaPageOptions {
  /** The web page; undefined without the control routes, which serve its files. */
  readonly files: PageFiles | undefined
}

/** Shown in place of the page if the control routes are off, or its files are missing. */
const NOTICE = noticePage(
  'kibana-cases-mock', 'A server for tests that answers the Cases API as Kibana does. Its own page is not served here.',
)

/** Kibana's pages, and the redirects between them. Source: docs/reference/kibana/neighbours.md §1 */
export const kibanaPageRoutes: FastifyPluginAsyncTypebox<KibanaPageOptions> = async (app, { files }) => {
  /** Answers with the web page, which reads from its URL what to open. */
  function open (request: FastifyRequest, reply: FastifyReply): void {
    if (files) sendPage(files, request, reply).catch(() => sendNotice(reply, NOTICE))
    else sendNotice(reply, NOTICE)
  }

  function openApp (request: FastifyRequest, reply: FastifyReply): void {
    if (entersSpaceOfApp(request, reply)) open(request, reply)
  }

  app.get('/', route({
    ...common,
    id: 'enterKibana',
    summary: 'Enter Kibana',
    description: "Redirects to the user's only space, or to the space selector. Health checks wait for this redirect.",
    others: { 302: 'to a space, to the space selector, or to the login page' },
  }), enterKibana)

  app.get('/spaces/enter', route({
    ...common,
    id: 'enterSpace',
    summary: 'Enter a space',
    description: 'Redirects to the path in next, or else to the start page of the space.',
    others: { 302: 'to the path in next, to the start page, or to the login page' },
  }), enterSpacePage)

  app.get('/spaces/space_selector', route({
    ...common,
    id: 'selectSpace',
    summary: 'Choose a space',
    description: 'The web page of this server, which lists the spaces.',
    page: 'the page',
    others: toLogin,
  }), open)

  app.get('/app/:id', route({ ...appRoute, id: 'openApp' }), openApp)
  app.get('/app/:id/*', route({ ...appRoute, id: 'openAppPage', emptyEnd: true }), openApp)

  app.get('/status', route({
    ...common,
    id: 'openStatus',
    summary: 'Open the status page',
    description: 'The web page of this server. Programs read GET /api/status instead.',
    page: 'the page',
    others: toLogin,
  }), open)

  app.get('/core', route({
    ...common,
    id: 'readCore',
    checkedBy: 'core',
    summary: "Read the version of the core's pages",
    description: 'The same for every Kibana.',
    answer: Type.Object({ version: Type.String() }),
    others: toLogin,
  }), () => ({ version: '0.0.1' }))

  app.get('/login', route({
    ...common,
    id: 'openLogin',
    authentication: 'optional',
    summary: 'Open the login page',
    description: 'The login form. Redirects users who are logged in, and every client while security is off, to the address in next.',
    page: 'the login form',
    others: { 302: 'to the address in next, or to the start' },
  }), (request, reply) => {
    if (request.isAuthenticated) redirect(reply, nextAfterLogin(request.url, serverBasePath(targetOf(request.raw))))
    else open(request, reply)
  })

  app.get('/logout', route({
    ...common,
    id: 'openLogout',
    authentication: 'none',
    summary: 'Open the logout page',
    description: 'Redirects a browser to GET /api/security/logout, which ends its session.',
    page: 'a page that redirects to the end of the session',
  }), (request, reply) => {
    const [query = ''] = /\?.*/.exec(request.url) ?? []
    const href = `${baseOf(request)}/api/security/logout${query}`
    sendNotice(reply, noticePage('Logging out', 'This ends your session.', { href, text: 'Log out', isFollowed: true }))
  })
}

function sendNotice (reply: FastifyReply, html: string): void {
  reply.type('text/html; charset=utf-8').send(html)
}
