import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { StringEnumSchema } from '../../decoding/limits.js'
import { LICENSES } from '../../kibana/license.js'
import { answering } from '../route.js'

const LicenseSchema = Type.Object(
  { license: StringEnumSchema(LICENSES, { description: 'the license' }) },
  { additionalProperties: false, examples: [{ license: 'basic' }] },
)

export const licenseRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/license', {
    schema: answering('getLicense', 'Read the license', LicenseSchema),
  }, async ({ instance }) => ({ license: instance.license }))

  app.put('/license', {
    schema: answering('setLicense', 'Change the license, from the next request on', LicenseSchema, { body: LicenseSchema }),
  }, async ({ instance, body }) => {
    instance.setLicense(body.license)
    return { license: instance.license }
  })
}
