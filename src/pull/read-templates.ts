import type { Version } from '../versions/version.js'
import { listOf, type Entry } from './entry.js'
import type { SpaceReader } from './reader.js'
import { templatesHaveRoutes } from './versions.js'

/** The templates of a space, with the fields of the library that they and all cases have, in the form of a state. */
export interface PulledTemplates {
  readonly templates: readonly Entry[]
  readonly fieldDefinitions: readonly Entry[]
}

const NONE: PulledTemplates = { templates: [], fieldDefinitions: [] }
const OWNERS = ['cases', 'observability', 'securitySolution'] as const
const PER_PAGE = 100

/** Reads the templates of a space in all their versions, deleted ones too; none before 9.5, or where Kibana does not have the route. */
export async function readTemplates (reader: SpaceReader, version: Version): Promise<PulledTemplates> {
  if (!templatesHaveRoutes(version)) return NONE
  const latest: Entry[] = []
  for (let page = 1; ; page++) {
    const answer = await reader.getIfThere(`/api/cases/templates?isDeleted=true&sortField=templateId&perPage=${PER_PAGE}&page=${page}`)
    if (!answer) return NONE
    const templates = listOf(answer.templates)
    latest.push(...templates)
    if (templates.length < PER_PAGE) break
  }
  const earlier: Entry[] = []
  for (const { templateId, latestVersion } of latest) {
    for (let number = 1; number < Number(latestVersion); number++) {
      const answer = await reader.getIfThere(`/api/cases/templates/${String(templateId)}?version=${number}&includeDeleted=true`)
      if (answer) earlier.push(answer)
    }
  }
  const templates = [...latest, ...earlier]
    .map(({ definitionString: definition, ...answer }) => ({ ...kept(answer), definition, space: reader.space }))
  return { templates, fieldDefinitions: await readLibrary(reader, latest) }
}

/** Keys of an answer that follow from the definition and the other versions. */
const DERIVED = ['definition', 'fieldCount', 'fieldDefinitions', 'fieldSearchMatches', 'isLatest', 'latestVersion']
const kept = (answer: Entry): Entry => Object.fromEntries(Object.entries(answer).filter(([key]) => !DERIVED.includes(key)))

/**
 * Reads the fields of the library as far as Kibana shows them: those of all cases, and those to which templates refer. Limits of a
 * value (`min`, `pattern`) are not shown.
 */
async function readLibrary (reader: SpaceReader, templates: readonly Entry[]): Promise<Entry[]> {
  const library = new Map<string, Entry>()
  const add = (name: string, owner: string, field: Entry, isGlobal: boolean) => {
    const key = `${owner} ${name}`
    if (library.has(key)) return
    library.set(key, { name, owner, isGlobal, definition: JSON.stringify({ ...fieldOf(field), name }), space: reader.space })
  }
  for (const owner of OWNERS) {
    const answer = await reader.getIfAllowed(`/api/cases/fields?owner=${owner}`)
    for (const field of listOf(Object(answer).fields)) add(String(field.name), owner, field, true)
  }
  for (const { templateId, owner, definition, deletedAt } of templates) {
    const references = listOf(Object(definition).fields).filter(field => '$ref' in field)
    if (references.length === 0 || deletedAt !== null) continue
    const answer = await reader.getIfAllowed(`/api/cases/fields?owner=${String(owner)}&templateId=${String(templateId)}`)
    for (const { $ref, name = $ref } of references) {
      const field = listOf(Object(answer).fields).find(field => field.name === name)
      if (field) add(String($ref), String(owner), field, false)
    }
  }
  return [...library.values()]
}

/** The definition of a field, from its description. */
function fieldOf ({ label, type, control, required, requiredOnClose, options, defaultValue }: Entry): Entry {
  const metadata = {
    ...(options !== undefined && { options }),
    ...(defaultValue !== undefined && { default: valueOf(String(defaultValue), control) }),
  }
  return {
    label,
    type,
    control,
    ...((required === true || requiredOnClose === true) && { validation: { required, required_on_close: requiredOnClose } }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  }
}

/** A default, which is described as text. */
const valueOf = (text: string, control: unknown): unknown =>
  ['INPUT_NUMBER', 'TOGGLE', 'CHECKBOX_GROUP', 'USER_PICKER'].includes(String(control)) ? JSON.parse(text) : text
