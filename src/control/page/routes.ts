import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { answering } from '../route.js'
import { StringEnumSchema } from '../../decoding/limits.js'
import { NothingSchema } from '../schema.js'
import type { PageFiles } from '../../pages/page-files.js'
import { sendPage, sendPageFile } from '../../pages/send-page.js'

const textOf = (type: string, description: string, example = {}) =>
  ({ description, content: { [type]: { schema: Type.String(), ...example } } })
const HtmlSchema = textOf('text/html', 'the page', { example: '<!doctype html>' })
const ScriptSchema = textOf('text/javascript', 'the script of the page')
const StylesSchema = textOf('text/css', 'the style sheet of the page')

const PageQuerySchema = Type.Object({
  theme: Type.Optional(StringEnumSchema(['light', 'dark'], { description: "instead of the browser's own" })),
}, { additionalProperties: true })

/** Describes the route of a file, which the client may have cached. */
function serving (operationId: string, summary: string, answer: object) {
  const { response, ...schema } = answering(operationId, summary, answer)
  return { ...schema, response: { ...response, 304: NothingSchema } }
}

/** The web page. Its files need no token: they contain no data of this server. */
export const pageRoutes: FastifyPluginAsyncTypebox<{ files: PageFiles }> = async (app, { files }) => {
  const config = { isOpen: true }

  app.get('', {
    config,
    prefixTrailingSlash: 'no-slash',
    schema: { hide: true },
  }, async (_request, reply) => reply.redirect('_mock/'))

  app.get('/', {
    config,
    prefixTrailingSlash: 'slash',
    schema: answering('openPage', 'Open the page for people', HtmlSchema, { querystring: PageQuerySchema }),
  }, async (request, reply) => sendPage(files, request, reply))

  app.get('/page.js', {
    config,
    schema: serving('readPageScript', 'Read the script of the page', ScriptSchema),
  }, async (request, reply) => sendPageFile(await files.read('page.js'), request, reply))

  app.get('/page.css', {
    config,
    schema: serving('readPageStyles', 'Read the style sheet of the page', StylesSchema),
  }, async (request, reply) => sendPageFile(await files.read('page.css'), request, reply))
}
