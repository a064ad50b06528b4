import { CannotRun } from '../kibana-client/cannot-run.js'
import type { KibanaFacts } from '../kibana-client/ask.js'
import { checkInput } from '../input/check-input.js'
import { StateSchema, type State } from '../state/schema.js'
import { Version } from '../versions/version.js'
import type { Anonymizer } from './anonymize.js'
import type { Entry } from './entry.js'
import { findCases } from './find-cases.js'
import type { Progress } from './progress.js'
import { readCase, type PulledCase } from './read-case.js'
import { missingConnectors, readSettings, type PulledSettings } from './read-settings.js'
import { readTemplates, type PulledTemplates } from './read-templates.js'
import type { SpaceReader } from './reader.js'
import { activityIsReadable, templatesHaveRoutes } from './versions.js'

export interface PullOptions {
  readonly query: string
  readonly progress: Progress
  readonly anonymizer: Anonymizer | undefined
  /** The number of cases that one search pages through; Kibana's own limit by default. */
  readonly window?: number
  /** Called after each case. */
  readonly report: (space: string, done: number, total: number) => void
}

/** A state, with notes for the user. */
export interface Pulled { readonly state: State, readonly notes: readonly string[] }

/** Reads the spaces of a Kibana as a state. */
export async function pull (readers: readonly SpaceReader[], { version, license }: KibanaFacts, options: PullOptions): Promise<Pulled> {
  const anonymous = <Value>(value: Value): Value => options.anonymizer ? options.anonymizer.apply(value as never) as Value : value
  const known = new Version(version)
  const spaces: unknown[] = []
  const pulled: PulledCase[] = []
  const settings: PulledSettings[] = []
  const templates: PulledTemplates[] = []
  for (const reader of readers) {
    spaces.push(anonymous(await reader.get(`/api/spaces/space/${reader.space}`)))
    const { configurations, connectors, ...facts } = await readSettings(reader)
    settings.push({ ...facts, configurations: anonymous(configurations), connectors: anonymous(connectors) })
    templates.push(anonymous(await readTemplates(reader, known)))
    pulled.push(...await pullCases(reader, known, options, anonymous))
  }
  const cases = pulled.map(({ case: one }) => one)
  const connectors = settings.flatMap(({ connectors }) => connectors)
  const missing = missingConnectors(cases, connectors)
  const userActions = pulled.flatMap(({ userActions }) => userActions).sort(byTime)
  const files = pulled.flatMap(({ files }) => files)
  const state = {
    format: 1,
    ...(license && { license }),
    spaces,
    connectors: [...connectors, ...missing],
    configurations: settings.flatMap(({ configurations }) => configurations),
    ...(templatesHaveRoutes(known) && {
      templates: templates.flatMap(({ templates }) => templates),
      fieldDefinitions: templates.flatMap(({ fieldDefinitions }) => fieldDefinitions),
    }),
    cases,
    ...(activityIsReadable(known) && { userActions }),
    files,
  }
  return { state: checkInput(StateSchema, state, 'state'), notes: notesOf(settings, missing, files.length) }
}

function byTime ({ created_at: one }: Entry, { created_at: other }: Entry): number {
  return String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0
}

/** Lists what the state lacks, or has in another form than the Kibana. */
function notesOf (settings: readonly PulledSettings[], missing: readonly Entry[], files: number): string[] {
  // Several spaces may have the same
  const about = (text: string, names: readonly unknown[]) => names.length > 0 ? [`${text}: ${[...new Set(names)].join(', ')}`] : []
  return [
    ...about('connectors of kibana.yml have become ordinary ones', settings.flatMap(({ preconfigured }) => preconfigured)),
    ...about('spaces whose connectors this user may not read', settings.flatMap(({ refused }) => refused ?? [])),
    ...about('connectors that cases name, but Kibana does not list', missing.map(({ id }) => id)),
    ...(files > 0 ? [`${files} files are without their content`] : []),
    'connectors are without secrets',
  ]
}

async function pullCases (
  reader: SpaceReader, version: Version, { query, progress, window, report }: PullOptions, anonymous: <Value>(value: Value) => Value,
): Promise<PulledCase[]> {
  const { space } = reader
  const cases: PulledCase[] = []
  for await (const { found, total } of findCases(reader, query, window)) {
    const before = progress.get(space, found.id, found.version)
    const pulled = before ?? anonymous(await readCase(reader, found.id, version))
    if (pulled && !before) progress.add({ space, ...found, pulled })
    if (pulled) cases.push(pulled)
    report(space, cases.length, total)
  }
  return cases
}

/**
 * Selects the spaces to read.
 * @throws CannotRun for an unknown space
 */
export function chooseSpaces (existing: readonly string[], asked: readonly string[]): readonly string[] {
  if (asked.includes('*')) return existing
  const unknown = asked.find(id => !existing.includes(id))
  if (unknown !== undefined) throw new CannotRun(`there is no space "${unknown}": spaces are ${existing.join(', ')}`)
  return [...new Set(asked)]
}
