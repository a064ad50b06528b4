import formats from 'ajv-formats'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { OpenApiDocument } from '../../src/openapi/document.js'

/** A JSON Schema in a document. */
type Schema = Readonly<Record<string, unknown>>
type Content = Readonly<Record<string, { readonly schema?: Schema }>>

/** A response as sent. */
export interface Answer {
  readonly method: string
  /** The path as in the document: `/api/cases/{case_id}`. */
  readonly path: string
  readonly status: number
  readonly contentType: string | undefined
  /** Text, or a body that is not JSON. */
  readonly payload: unknown
}

/** Validates responses against an OpenAPI document. */
export class DocumentCheck {
  readonly #document: OpenApiDocument
  // Optimizing the code of a validator takes as long as the rest of its compilation, and few of them run often
  readonly #ajv = new Ajv2020({ strictTypes: false, strictTuples: false, code: { optimize: false } })
  readonly #validators = new Map<Schema, ValidateFunction>()
  /** Keyed by the text of the schema, since many operations share a response. */
  readonly #validatorsByText = new Map<string, ValidateFunction>()

  constructor (document: OpenApiDocument) {
    // Clients get the document as JSON, without the values that JSON cannot represent
    this.#document = JSON.parse(JSON.stringify(document))
    formats.default(this.#ajv)
  }

  /** Returns why a response does not match the document, if it does not. */
  problemOf (answer: Answer): string | undefined {
    const { method, path, status } = answer
    const problem = this.#problemOf(answer)
    return problem === undefined ? undefined : `${method} ${path} answers ${status}, but ${problem}`
  }

  #problemOf ({ method, path, status, contentType, payload }: Answer): string | undefined {
    const item = this.#document.paths?.[path] as Record<string, { responses: Record<string, { content?: Content }> }> | undefined
    const operation = item?.[method.toLowerCase()]
    if (!operation) return 'the document does not know the operation'
    const { responses } = operation
    const response = responses[status] ?? responses[`${String(status)[0]}XX`] ?? responses.default
    if (!response) return `the document lists ${Object.keys(responses).join(', ')}`
    // HTTP never sends a body with a 204
    return this.problemOfContent(response.content, contentType, status === 204 ? undefined : payload)
  }

  /** Describes how a body violates `content`; without `content` any body does. */
  problemOfContent (content: Content | undefined, contentType: string | undefined, payload: unknown): string | undefined {
    const isEmpty = payload === undefined || payload === null || payload === ''
    if (!content) return isEmpty ? undefined : 'the document knows of no body'
    const type = contentType?.split(';', 1)[0] ?? 'nothing'
    const media = content[type] ?? content['*/*']
    if (!media) return `its content type is ${type}, and the document lists ${Object.keys(content).join(', ')}`
    if (type !== 'application/json' || typeof payload !== 'string') return undefined
    return this.#problemOfBody(media.schema ?? {}, JSON.parse(payload))
  }

  #problemOfBody (schema: Schema, body: unknown): string | undefined {
    let validate = this.#validators.get(schema)
    if (!validate) {
      const text = JSON.stringify(schema)
      validate = this.#validatorsByText.get(text) ?? this.#ajv.compile(closed(schema))
      this.#validators.set(schema, validate)
      this.#validatorsByText.set(text, validate)
    }
    return validate(body) ? undefined : describe(validate.errors!)
  }
}

/** Picks the deepest error as the most specific: the other branches of a union fail too, but earlier. */
function describe (errors: readonly ErrorObject[]): string {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length
  const deepest = Math.max(...errors.map(depth))
  const texts = errors.filter(error => depth(error) === deepest).map(({ instancePath, message, params }) =>
    `body${instancePath} ${message} ${JSON.stringify(params)}`)
  return [...new Set(texts)].slice(0, 3).join('; ')
}

/**
 * Closes every object of the schema unless it is declared open, so that undocumented keys are found.
 * @param isPart true if an enclosing schema already closes the object
 */
function closed (schema: Schema, isPart = false): Schema {
  const members = Object.entries(schema).map(([keyword, value]) => [keyword, closedMember(keyword, value)])
  const isOfObjects = schema.type === 'object' || schema.allOf !== undefined || schema.anyOf !== undefined
  return { ...Object.fromEntries(members), ...(isOfObjects && !isPart && { unevaluatedProperties: false }) }
}

function closedMember (keyword: string, value: unknown): unknown {
  switch (keyword) {
    case 'allOf':
    case 'anyOf': return (value as Schema[]).map(part => closed(part, true))
    case 'properties':
    case 'patternProperties': return Object.fromEntries(Object.entries(value as Record<string, Schema>).map(([name, schema]) => [
      name, closed(schema),
    ]))
    case 'items':
    case 'additionalProperties': return typeof value === 'object' ? closed(value as Schema) : value
    default: return value
  }
}
