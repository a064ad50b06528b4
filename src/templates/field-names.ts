import type { Version } from '../versions/version.js'
import type { Definition } from './definition.js'
import { fieldNameHasOtherCharacters, fieldNameIsTooLong } from './errors.js'
import { isDisplayOnly, isRef, type Field } from './fields.js'
import { fieldNamesAreChecked } from './versions.js'

// Source: Kibana's cases/common/types/domain/template/strict_fields.ts, cases/common/utils/template_fields.ts

const MAX_KEY_LENGTH = 256
/** The type with the longest name, assumed for references: the type of the field they refer to is not known when they are checked. */
const LONGEST_TYPE = 'unsigned_long'

/** Fields whose names become keys of extended fields: all but display-only fields and references without their own name. */
const keyed = ({ fields }: Definition): (Field & { readonly name: string })[] => fields.filter(
  (field): field is Field & { readonly name: string } => isRef(field) ? field.name !== undefined : !isDisplayOnly(field),
)

/**
 * Rejects field names that make unsafe keys. Names that the template already has are accepted.
 * @throws KibanaError 400
 */
export function refuseUnsafeNames (definition: Definition, version: Version, stored?: Definition): void {
  if (!fieldNamesAreChecked(version)) return
  const known = new Set(stored && keyed(stored).map(({ name }) => name))
  for (const field of keyed(definition)) {
    const { name } = field
    if (known.has(name)) continue
    if (!/^\w*$/.test(name)) throw fieldNameHasOtherCharacters(name)
    if (`${name}_as_${isRef(field) ? LONGEST_TYPE : field.type}`.length > MAX_KEY_LENGTH) throw fieldNameIsTooLong(name, MAX_KEY_LENGTH)
  }
}
