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

/** The control routes in the OpenAPI document of a Kibana version. */
export async function controlOperations (version: string): Promise<Operation[]> {
  const { paths } = JSON.parse(JSON.stringify(await createOpenApi(version))) as {
    paths: Record<string, Record<string, Omit<Operation, 'name'>>>
  }
  return Object.entries(paths).filter(([path]) => path.startsWith('/_mock/')).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })))
}
