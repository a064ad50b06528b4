import { signal } from '@preact/signals'
import { mock, sandbox } from '../api.js'
import type { JsonSchema } from '../domain/json-schema.js'
import { nameAsWords } from '../domain/words.js'

interface Content {
  readonly schema?: JsonSchema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>
}

/** An operation of the OpenAPI document. */
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
  readonly deprecated: boolean
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Content>> }>>
}

interface Raw extends Partial<Omit<Operation, 'id' | 'body'>> {
  readonly operationId?: string
  readonly tags?: readonly string[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, Content>> }
}

/** Every route of the server: Kibana's, and the control routes. */
export const operations = signal<readonly Operation[]>([])

let loading: Promise<void> | undefined

async function load (): Promise<void> {
  const shown = sandbox.peek()
  const { paths } = await mock.openApi()
  if (sandbox.peek() !== shown) return
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
        deprecated = false,
      } = raw as Raw
      const [bodyType = '', body] = Object.entries(requestBody?.content ?? {})[0] ?? []
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        tag: tags[0] ?? '',
        summary: summary ?? nameAsWords(operationId),
        description,
        parameters,
        body,
        bodyType,
        responses,
        deprecated,
      }
    }),
  )
}

/** Loads the description of the routes, when it is first needed. */
export function loadOperations (): Promise<void> {
  loading ??= load().catch(() => {
    loading = undefined
  })
  return loading
}

// Another sandbox may be another version, with other routes
sandbox.subscribe(() => {
  if (loading === undefined) return
  loading = undefined
  operations.value = []
  loadOperations()
})
