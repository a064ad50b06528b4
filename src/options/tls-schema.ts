import { Type, type Static } from '@sinclair/typebox'

const GivenSchema = Type.Object({
  key: Type.String({ minLength: 1, secret: true, description: 'the private key: PEM, or the path of a file with it' }),
  cert: Type.String({ minLength: 1, description: 'the certificate: PEM, or the path of a file with it' }),
}, { additionalProperties: false, secret: true })

const NamesSchema = Type.Object({
  names: Type.Array(Type.String({ minLength: 1 }), { description: 'further hosts of the certificate: names and addresses' }),
}, { additionalProperties: false })

/** The option `tls`. */
export const TlsOptionSchema = Type.Union([Type.Boolean(), GivenSchema, NamesSchema], {
  secret: true,
  expected: 'true, { names }, or { key, cert }',
  description: 'https with a certificate made at the start, for this host and further names, or with a key and a certificate of yours',
  examples: [true],
})
export type TlsOption = Static<typeof TlsOptionSchema>
