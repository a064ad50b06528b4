// Source of every payload: Kibana's cases/server/connectors/*/format.ts with the service.ts of each connector in
// stack_connectors/server/connector_types, described in docs/reference/kibana/push-and-connectors.md §2-§4

export const BASE_URL = 'https://kibana.example.com'
export const DESCRIPTION = 'This is a brand new case of a bad meanie defacing data'
export const TITLE = 'Line one\nline two'
export const COMMENT = 'Look at this\n\nAdded by elastic.'

interface Names { readonly id: string, readonly externalId: string }
export type Request = [method: string, url: string, body?: unknown]
interface Expected { readonly incident: object, readonly requests: readonly Request[] }

export interface Kind {
  /** Connector fields of the first case; the second has no connector. */
  readonly fields: unknown
  readonly external: { id: RegExp, title: string, url: (id: string) => string, secondTitle: string }
  /** The first push of a case with fields, a comment and an alert. */
  readonly create: (texts: Texts, names: Names) => Expected
  /** The second push of the same case. */
  readonly update: (texts: Texts, names: Names) => Expected
  /** The first push of a case without fields, in another space, by a Kibana without a public URL. */
  readonly bare: (texts: Texts, names: Names) => Expected
  /** The comments in the system after all pushes. */
  readonly comments: (texts: Texts) => string[]
}
export interface Texts { readonly description: string, readonly alerts: string }

export const both = ({ alerts }: Texts) => [COMMENT, alerts]
const prefixed = (fields: object) => Object.fromEntries(Object.entries(fields).map(([key, value]) => [`u_${key}`, value]))

export const jira = 'https://jira.example.com/rest/api/2/issue'
export const snow = 'https://snow.example.com/api'
export const resilient = 'https://resilient.example.com/rest/orgs/201/incidents'
export const resilientFields = 'https://resilient.example.com/rest/orgs/201/types/incident/fields'
export const swimlane = 'https://swimlane.example.com/api/app/et1/record'
export const hive = 'https://thehive.example.com/api/v1/case'
export const tickets = 'https://tickets.example.com/api/ticket'

/** A ServiceNow application behind its import set: each comment is another update. */
export function serviceNow (table: string, scope: string, importSet: string, fields: unknown, external: Kind['external'], incidents: {
  full: (texts: Texts, id: string) => object
  bare: (texts: Texts, id: string) => object
  inImport: (incident: object) => object
  additional: object
  observables?: unknown
}): Kind {
  const health: Request = ['GET', `${snow}/${scope}/elastic_api/health`]
  const write = (fields: object, externalId: string): Request[] =>
    [health, ['POST', `${snow}/now/import/${importSet}`, fields], ['GET', `${snow}/now/v2/table/${table}/${externalId}`]]
  const row = (incident: object, more: object = {}) => prefixed({ ...incidents.inImport(incident), ...more })
  const add = (id: string): Request[] => incidents.observables === undefined
    ? []
    : [
        health, ['POST', `${snow}/x_elas2_sir_int/elastic_api/incident/${id}/observables/bulk`, incidents.observables],
      ]
  const creator = { caller_id: 'admin', opened_by: 'admin' }
  const withAdditional = (incident: object) => ({ ...incident, additional_fields: JSON.stringify(incidents.additional) })
  return {
    fields,
    external,
    create: (texts, { id, externalId }) => ({
      incident: { ...withAdditional(incidents.full(texts, id)), externalId: null },
      requests: [
        ...write({ ...incidents.additional, ...row(incidents.full(texts, id), creator) }, externalId),
        ...both(texts).flatMap(text => write(
          { ...incidents.additional, ...row(incidents.full(texts, id), { work_notes: text }), elastic_incident_id: externalId }, externalId,
        )),
        ...add(externalId),
      ],
    }),
    update: (texts, { id, externalId }) => ({
      incident: { ...withAdditional(incidents.full(texts, id)), externalId },
      requests: [
        ...write({ ...incidents.additional, ...row(incidents.full(texts, id)), elastic_incident_id: externalId }, externalId),
        ...add(externalId),
      ],
    }),
    bare: (texts, { id, externalId }) => ({
      incident: { ...incidents.bare(texts, id), additional_fields: null, externalId: null },
      requests: write(row(incidents.bare(texts, id), creator), externalId),
    }),
    comments: both,
  }
}
