import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Static } from '@sinclair/typebox'
import { findConnector } from '../connectors/connector.js'
import { StringEnumSchema } from '../decoding/limits.js'
import { DEFAULT_SPACE_ID } from '../documents/space.js'
import { fits } from '../input/check-input.js'
import { describeSchema, isObject, printValue } from '../input/describe-schema.js'
import type { KibanaContext } from '../kibana/context.js'
import { addState } from './import-state.js'
import { findPackageFile } from '../input/package-file.js'
import { expecting, InvalidInput, naming } from '../input/invalid-input.js'
import { readText } from '../input/read-text.js'
import { readSavedObjects, type ExportedObjects } from './saved-objects.js'
import type { State } from './schema.js'

/** The option `seed`: a state, a saved Kibana response, the path or file URL of a file with either, or a list of these. */
export type Seed = State | string | URL | readonly (string | object)[]

/** Fixtures of the package that a seed can name without a path. */
export const FixtureNameSchema = StringEnumSchema(['docs-examples', 'demo'], { description: 'a fixture of the package' })
export type FixtureName = Static<typeof FixtureNameSchema>
const FIXTURE_NAMES = describeSchema(FixtureNameSchema)

/** Finds the caller's file or, if it does not exist, the fixture of that name in the package. */
function findFile (seed: string): string {
  const path = seed.startsWith('file:') ? fileURLToPath(seed) : seed
  if (existsSync(path)) return path
  const shipped = fits(FixtureNameSchema, path) ? `fixtures/${path}.json` : path.startsWith('fixtures/') ? path : undefined
  return (shipped && findPackageFile(shipped)) ?? resolve(path)
}

/** Reads a file; an error for a bare name lists the fixtures too. */
function readSeedText (path: string): string {
  const fixtures = /^[\w-]+$/.test(path) ? `, or the fixture ${FIXTURE_NAMES}` : ''
  return expecting(`a file that can be read${fixtures}`, () => readText(findFile(path)))
}

/** Reads a file, and passes its state to `use`. If the file is an export, errors of `use` name the line. */
function withFile<Result> (path: string, use: (state: unknown) => Result): Result {
  const text = readSeedText(path)
  const exported = readSavedObjects(text)
  if (exported) return namingLines(exported.lines, () => use(exported.state))
  return use(expecting('JSON', () => JSON.parse(text)))
}

const readState = (path: string): unknown => withFile(path, state => state)

/** Runs `work`, and puts the line of an entry in front of an error about that entry. */
function namingLines<Result> (lines: ExportedObjects['lines'], work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    const [, list = '', index] = (error instanceof InvalidInput && /^(\w+)\[(\d+)\]/.exec(error.path)) || []
    const line = lines[list]?.[Number(index)]
    throw error instanceof InvalidInput && line !== undefined ? error.in(`line ${line}`) : error
  }
}

/**
 * Reads a fixture of the package.
 * @throws InvalidInput for an unknown name
 */
export function readFixture (name: FixtureName): unknown {
  if (!fits(FixtureNameSchema, name)) throw new InvalidInput('state', `an object, or the fixture ${FIXTURE_NAMES}`, printValue(name))
  return readState(findPackageFile(`fixtures/${name}.json`) ?? name)
}

const isPath = (seed: unknown): seed is string => typeof seed === 'string'

/** Splits a list of seeds, and names each for messages. A list of cases is a single seed. */
function partsOf (seed: Seed): (readonly [name: string, part: unknown])[] {
  const isSeveral = Array.isArray(seed) && !(seed.every(part => !isPath(part)) && seed.some(part => isObject(part) && 'title' in part))
  const parts: readonly unknown[] = isSeveral ? seed : [seed]
  return parts.map((given, index) => {
    const part = given instanceof URL ? given.href : given
    return [isPath(part) ? `seed ${part}` : isSeveral ? `seed[${index}]` : 'seed', part]
  })
}

/**
 * Fills a server with its seed. If there are several, each adds to the previous ones.
 * @throws InvalidInput that names the file, the place in it and what was expected
 */
export function applySeed (kibana: KibanaContext, seed: Seed | undefined): void {
  if (seed === undefined) return
  for (const [name, part] of partsOf(seed)) {
    naming(name, () => isPath(part) ? withFile(part, state => addChecked(kibana, state)) : addChecked(kibana, part))
  }
}

/**
 * Reads the files in a seed, for a server on another machine.
 * @throws InvalidInput that names the file
 */
export function readSeed (seed: Seed): object[] {
  return partsOf(seed).flatMap(([name, part]) => naming(name, () => isPath(part) ? readState(part) : part) as object | object[])
}

/** Adds a state, and rejects cases whose connector does not exist or has another type, which at start-up is a mistake in the seed. */
function addChecked (kibana: KibanaContext, input: unknown): void {
  const { cases = [] } = addState(kibana, input)
  for (const [index, { connector, space = DEFAULT_SPACE_ID }] of cases.entries()) {
    if (!connector || connector.id === 'none') continue
    const path = `cases[${index}].connector`
    const found = findConnector(kibana, space, connector.id)
    if (!found) throw new InvalidInput(`${path}.id`, 'a connector of the option connectors or of a seed', printValue(connector.id))
    if (connector.type === found.actionTypeId) continue
    throw new InvalidInput(`${path}.type`, `${printValue(found.actionTypeId)}, the type of that connector`, printValue(connector.type))
  }
}
