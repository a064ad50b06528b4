import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { StringEnumSchema } from '../decoding/limits.js'
import { LICENSES } from '../kibana/license.js'
import { ControlErrorSchema } from './schema.js'

const LicenseSchema = Type.Object({ license: StringEnumSchema(LICENSES) }, { additionalProperties: false })

/** The license, which decides about assignees, observables and the types of connectors. */
export const licenseRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/license', {
    schema: { operationId: 'getLicense', tags: ['control'], response: { 200: LicenseSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance }) => ({ license: instance.license }))

  app.put('/license', {
    schema: { operationId: 'setLicense', tags: ['control'], body: LicenseSchema, response: { 200: LicenseSchema, '4xx': ControlErrorSchema } },
  }, async ({ instance, body }) => {
    instance.setLicense(body.license)
    return { license: instance.license }
  })
}
