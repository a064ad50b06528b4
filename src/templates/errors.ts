import { badRequest, conflict, notFound } from '../kibana-error.js'

// Source of the texts: Kibana's cases/server/{client/templates/client,services/templates/index}.ts, cases/server/routes/api/templates

export const templateNotFound = (id: string) => notFound(`Template with id ${id} not found`)

export const templateNameMissing = () =>
  badRequest('A template name is required: provide `name` or a case-default title in the definition.')

export const templateNameTaken = (name: string, owner: string) => conflict(`Template name "${name}" already exists for owner "${owner}"`)

export const tooManyTemplates = (limit: number) => badRequest(`Cannot create more than ${limit} templates per owner.`)

export const fieldNameHasOtherCharacters = (name: string) => badRequest(
  `Field name "${name}" must contain only letters (A-Z, a-z), digits, and underscores. ` +
    "Renaming a field doesn't move values already stored under the old name.",
)

export const fieldNameIsTooLong = (name: string, limit: number) => badRequest(
  `Field name "${name}" is too long. The storage key built from the name and field type can't exceed ${limit} characters. ` +
    'Use a shorter name.',
)

/** The error for a case whose template is missing, deleted, disabled or another owner's. */
export const templateIsUnknown = (id: string) => badRequest(`Template ${id} not found`)

export const templateHasInvalidDefinition = (id: string) => badRequest(`Template ${id} has an invalid definition`)

export const invalidExtendedFields = (errors: readonly string[]) => badRequest(`Invalid extended_fields: ${errors.join('; ')}`)

export const fieldsAreNotGlobal = (keys: readonly string[]) =>
  badRequest(`extended_fields keys [${keys.join(', ')}] are not global (isGlobal) field definitions`)

export const caseCannotBeClosed = (id: string, errors: readonly string[]) =>
  badRequest(`Cannot close case ${id}, required fields must be filled: ${errors.join('; ')}`)
