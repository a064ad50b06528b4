import { createOpenApi } from '../../src/openapi/document.js'

export interface Schema {
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
}
type Content = Readonly<Record<string, { readonly schema: Schema, readonly example?: unknown }>>
export interface Operation {
  /** Method and path: `GET /_mock/clock`. */
  readonly name: string
  readonly summary?: string
  readonly parameters?: readonly (Schema & { readonly name: string })[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

/** The paths of an OpenAPI document: their operations by method. */
export type Paths<Described> = Readonly<Record<string, Readonly<Record<string, Described>>>>

/** The operations of a document. */
export const operationsOf = <Described>(paths: Paths<Described>) => Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([key, operation]) => {
    const method = key.toUpperCase()
    return { name: `${method} ${path}`, method, path, ...operation }
  }))

/** The control routes in the OpenAPI document of a Kibana version. */
export async function controlOperations (version: string): Promise<Operation[]> {
  const { paths } = JSON.parse(JSON.stringify(await createOpenApi(version))) as { paths: Paths<Omit<Operation, 'name'>> }
  return operationsOf(paths).filter(({ path }) => path.startsWith('/_mock/'))
}
