import { Kind, type TSchema } from '@sinclair/typebox'
import { badRequest } from '../kibana-error.js'
import type { Version } from '../versions/version.js'
import { withoutKeys } from '../input/without-keys.js'
import { codecName } from './codec-name.js'
import { compile } from './decode-kinds.js'
import { isPlainObject } from './plain-object.js'

type Refuse = (input: unknown) => void

/** The checks by which decoders of 8.0–8.8 reject unknown keys: for most bodies before decoding, for attachments afterwards. */
interface Refusals { readonly before?: Refuse, readonly after?: Refuse }

/**
 * Rejects unknown keys like 8.0–8.8: only those at the top level of the body. The message prints the body and the codec.
 * Source: Kibana 8.0, kbn-securitysolution-io-ts-utils; cases/server/routes/api/utils.ts (throwErrors), client/utils.ts
 * (decodeCommentRequest)
 */
export function excessRefusals (schema: TSchema, version: Version): Refusals {
  if (schema[Kind] === 'Object') return { before: refuseExcess(schema, version) }
  if (schema[Kind] === 'Union') return { after: refuseExcessOfMember(schema.anyOf, version) }
  if (schema[Kind] === 'Array' && schema.items[Kind] === 'Union') {
    const refuse = refuseExcessOfMember(schema.items.anyOf, version)
    return { after: input => { for (const item of input as unknown[]) refuse(item) } }
  }
  // An attachment with the id and version of the one it replaces
  if (schema[Kind] === 'Intersect' && schema.allOf[0][Kind] === 'Union') {
    const others = Object.keys(schema.allOf[1].properties)
    const refuse = refuseExcessOfMember(schema.allOf[0].anyOf, version)
    return { after: input => refuse(withoutKeys(input as Record<string, unknown>, others)) }
  }
  return {}
}

function refuseExcess (schema: TSchema, version: Version): Refuse {
  return input => {
    if (!isPlainObject(input) || schema.additionalProperties === true) return
    const excess = Object.keys(input).filter(key => !Object.hasOwn(schema.properties, key))
    if (excess.length === 0) return
    throw badRequest(
      `Invalid value ${JSON.stringify(input)} supplied to : ${codecName(schema, version)}, excess properties: ${JSON.stringify(excess)}`,
    )
  }
}

/** Rejects unknown keys according to the first member of a union that accepts the input. At least one does. */
function refuseExcessOfMember (members: readonly TSchema[], version: Version): Refuse {
  const checks = members.map(member => ({ validate: compile(member, { path: '', root: '' }), refuse: refuseExcess(member, version) }))
  return input => {
    const accepts = ({ validate }: typeof checks[number]) => {
      const errors: string[] = []
      validate(input, errors)
      return errors.length === 0
    }
    checks.find(accepts)?.refuse(input)
  }
}
