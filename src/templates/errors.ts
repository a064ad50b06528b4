import { badRequest, conflict, notFound } from '../kibana-error.js'

// Source of the texts: Kibana's cases/server/{client/templates/client,services/templates/index}.ts, cases/server/routes/api/templates

export const templateNotFound = (id: string) => notFound(`Template with id ${id} not found`)

export const templateNameMissing = () =>
  badRequest('A template name is required: provide `name` or a case-default title in the definition.')

export const templateNameTaken = (name: string, owner: string) => conflict(`Template name "${name}" already exists for owner "${owner}"`)

export const tooManyTemplates = (limit: number) => badRequest(`Cannot create more than ${limit} templates per owner.`)
