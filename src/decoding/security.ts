import type { TSchema } from '@sinclair/typebox'
import { badRequest, KibanaError } from '../kibana-error.js'
import { byVersion } from '../versions/by-version.js'
import { schemaAt } from '../versions/schema.js'
import type { Version } from '../versions/version.js'
import { decoder } from './decode.js'
import { securityReadsWithZod } from './versions.js'
import { zod3Decoder } from './zod-3.js'

/** Decodes a body for routes of Elastic Security: with zod, in older versions with io-ts like Cases. */
export function securityDecoder (schema: TSchema): (input: unknown, version: Version) => unknown {
  const zodAt = byVersion(version => zod3Decoder(schemaAt(schema, version)))
  const decode = decoder(schema)
  return (input, version) => {
    if (securityReadsWithZod(version)) return zodAt(version)(input)
    try {
      return decode(input ?? null, version)
    } catch (error) {
      throw error instanceof KibanaError ? badRequest(`[request body]: ${error.message}`) : error
    }
  }
}
