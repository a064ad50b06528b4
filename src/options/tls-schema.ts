import { isIP } from 'node:net'
import { Type, type Static } from '@sinclair/typebox'

/** True if a text is PEM, rather than the path of a PEM file. */
export const isPem = (text: string): boolean => text.includes('-----BEGIN')

const HOST_NAME = /^(?:\*\.)?[\w-]{1,63}(?:\.[\w-]{1,63})*$/
const isHost = (value: unknown) => typeof value === 'string' && value.length < 254 && (
  value.includes(':') ? isIP(value) === 6 && !value.includes('%') : HOST_NAME.test(value)
)

const GivenSchema = Type.Object({
  key: Type.String({ minLength: 1, secret: true, description: 'the private key: PEM, or the path of a file with it' }),
  cert: Type.String({ minLength: 1, description: 'the certificate, followed by those of its issuers: PEM, or the path of a file with it' }),
  passphrase: Type.Optional(Type.String({ secret: true, description: 'the passphrase of the key, if it has one' })),
}, { additionalProperties: false, secret: true })

const NamesSchema = Type.Object({
  names: Type.Array(Type.Unsafe<string>({ type: 'string', accepts: isHost, expected: 'a host name or an IP address' }), {
    maxItems: 200,
    description: 'further host names and addresses by which clients reach the server',
  }),
}, { additionalProperties: false })

export const TlsOptionSchema = Type.Union([Type.Boolean(), NamesSchema, GivenSchema], {
  secret: true,
  expected: 'true, { names }, or { key, cert, passphrase }',
  description: 'https: true or { names } with a generated certificate, or { key, cert } as PEM or paths',
  examples: [true],
})
export type TlsOption = Static<typeof TlsOptionSchema>
