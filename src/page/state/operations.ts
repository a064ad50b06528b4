import { signal } from '@preact/signals'
import { mock } from '../api.js'

export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly default?: unknown
  readonly example?: unknown
  readonly examples?: readonly unknown[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly maxLength?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly format?: string
  readonly pattern?: string
}

interface Content {
  readonly schema?: JsonSchema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>
}

/** An operation as the OpenAPI document has it. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
    readonly schema?: JsonSchema
  }[]
  readonly body: Content | undefined
  readonly bodyType: string
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Content>> }>>
}

interface Raw extends Partial<Omit<Operation, 'id' | 'body'>> {
  readonly operationId?: string
  readonly tags?: readonly string[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, Content>> }
}

/** Every route of the server, Kibana's and ours. */
export const operations = signal<readonly Operation[]>([])

/** A name such as "addObservable" as words: "Add observable". */
const asWords = (name: string) => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

let loading: Promise<void> | undefined

async function load (): Promise<void> {
  const { paths } = await mock.openApi()
  operations.value = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => {
      const {
        operationId = `${method} ${path}`,
        tags = [],
        summary,
        description = '',
        parameters = [],
        requestBody,
        responses = {},
      } = raw as Raw
      const [bodyType = '', body] = Object.entries(requestBody?.content ?? {})[0] ?? []
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        tag: tags[0] ?? '',
        summary: summary ?? asWords(operationId),
        description,
        parameters,
        body,
        bodyType,
        responses,
      }
    }),
  )
}

/** Loads the description of the routes, once it is needed. */
export function loadOperations (): Promise<void> {
  loading ??= load().catch(() => {
    loading = undefined
  })
  return loading
}
