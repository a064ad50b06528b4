import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NotFoundError } from '../../input/not-found-error.js'
import { answering } from '../route.js'

const PEM_TYPE = 'application/x-pem-file'
const PemSchema = {
  description: 'the certificate as PEM',
  content: { [PEM_TYPE]: { schema: Type.String(), example: '-----BEGIN CERTIFICATE-----\n' } },
}

/** The certificate that clients need to trust the server. It is public, and callers may not know the token yet. */
export const certificateRoutes: FastifyPluginAsyncTypebox<{ ca: string | undefined }> = async (app, { ca }) => {
  app.get('/ca.pem', {
    config: { isOpen: true },
    schema: answering('readCertificate', 'Read the certificate that clients must trust; 404 without the option tls', PemSchema),
  }, async (_request, reply) => {
    if (ca === undefined) throw new NotFoundError('certificate', 'ca.pem')
    return reply.type(PEM_TYPE).send(ca)
  })
}
