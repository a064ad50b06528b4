import type { KibanaContext } from '../kibana/context.js'
import { DEFAULT_SPACE, DEFAULT_SPACE_ID } from '../documents/space.js'
import { Store, type StoreSnapshot } from '../store/store.js'
import { decodeVersion } from '../store/version.js'
import { findConnector } from '../connectors/connector.js'
import { checkInput } from '../input/check-input.js'
import { InvalidInput } from '../input/invalid-input.js'
import { writeJson } from '../input/json-value.js'
import { printValue } from '../input/describe-schema.js'
import { DocumentWriter } from './document-writer.js'
import { CaseImport } from './import-cases.js'
import { importExternalSystems, importSurroundings } from './import-surroundings.js'
import { importTemplates } from './import-templates.js'
import { fromKibanaAnswer } from './kibana-answer.js'
import { StateSchema, type State } from './schema.js'

/**
 * Checks and copies a state, so that nothing of the caller's objects is kept.
 * @throws InvalidInput that names the place and what was expected
 */
function parseState (kibana: KibanaContext, input: unknown): State {
  const plain = typeof input === 'object' ? JSON.parse(writeJson(input, 'state')) as unknown : input
  const hasConnector = (id: string) => findConnector(kibana, DEFAULT_SPACE_ID, id) !== undefined
  const state = checkInput(StateSchema, fromKibanaAnswer(plain, hasConnector), 'state')
  // The generator would never leave this state: all its ids would be the same
  if (state.random?.every(part => part === 0)) throw new InvalidInput('random', 'numbers that are not all 0', printValue(state.random))
  return state
}

const LISTS = [
  'spaces', 'connectors', 'configurations', 'templates', 'fieldDefinitions', 'cases', 'comments', 'userActions', 'files',
] as const

/** The first sequence number after all versions in a state. */
function numberPast (state: State): number {
  let past = 0
  const see = (path: string, version: string | undefined) => {
    if (version === undefined) return
    const number = decodeVersion(version)
    if (number === undefined) throw new InvalidInput(path, 'a version as Kibana writes them, such as "WzIzLDFd"', printValue(version))
    past = Math.max(past, number + 1)
  }
  for (const list of LISTS) state[list]?.forEach(({ version }, index) => see(`${list}[${index}].version`, version))
  state.cases?.forEach(
    ({ comments = [] }, index) => comments.forEach(({ version }, place) => see(`cases[${index}].comments[${place}].version`, version)),
  )
  return past
}

/**
 * Writes a state to a server, all or nothing.
 * @param makeRoom removes documents first, inside the same transaction
 */
function writeState (kibana: KibanaContext, state: State, makeRoom: () => void = () => {}): void {
  const { store, random } = kibana
  const past = numberPast(state)
  const randomBefore = random.state
  const writer = new DocumentWriter(kibana)
  try {
    store.transaction(() => {
      makeRoom()
      store.skipTo(past)
      importSurroundings(writer, state)
      importTemplates(writer, state)
      new CaseImport(writer, state).write()
      importExternalSystems(writer, state)
      store.skipTo(state.sequenceNumber ?? 0)
    })
  } catch (error) {
    random.state = randomBefore
    throw error
  }
  if (state.random) random.state = state.random
  kibana.license = state.license ?? kibana.license
}

/**
 * Adds the documents of a state, or of a saved Kibana response, and returns the parsed state.
 * @throws InvalidInput that names the place and what was expected; the server is left unchanged
 */
export function addState (kibana: KibanaContext, input: unknown): State {
  const state = parseState(kibana, input)
  writeState(kibana, state)
  return state
}

/** Kinds whose documents from the options stay if a state lists none, with their keys in a state. */
const KEPT_KINDS = [['space', 'spaces'], ['role', 'roles']] as const

/** Empties a server. Spaces and roles from the options stay if the state lists none. */
function clear (store: Store, state: State, bare: StoreSnapshot): void {
  const before = new Store()
  before.restore(bare)
  store.restore(new Store().snapshot())
  for (const [type, list] of KEPT_KINDS) {
    if (!state[list]) for (const kept of before.all(type)) store.create(type, kept)
  }
  if (!state.spaces) store.skipTo(before.sequenceNumber)
  else if (!state.spaces.some(({ id }) => id === DEFAULT_SPACE_ID)) {
    store.create('space', { id: DEFAULT_SPACE_ID, space: DEFAULT_SPACE_ID, attributes: DEFAULT_SPACE })
  }
}

/**
 * Replaces all data of a server with a state.
 * @param bare the server as created from its options; its spaces and roles are kept if the state lists none
 * @throws InvalidInput that names the place and what was expected; the server is left unchanged
 */
export function replaceState (kibana: KibanaContext, input: unknown, bare: StoreSnapshot): void {
  const state = parseState(kibana, input)
  writeState(kibana, state, () => clear(kibana.store, state, bare))
}
