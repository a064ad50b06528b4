import type { KibanaContext } from '../context.js'
import { DEFAULT_SPACE, DEFAULT_SPACE_ID } from '../spaces/schema.js'
import { Store, type StoreSnapshot } from '../store/store.js'
import { decodeVersion } from '../store/version.js'
import { checkInput, InvalidInput } from './check-input.js'
import { printValue } from './describe-schema.js'
import { DocumentImport } from './import-documents.js'
import { StateSchema, type State } from './state-schema.js'

/**
 * A state as it was given: plain JSON, checked. Nothing of the caller's own objects is kept.
 * @throws InvalidInput, or TypeError for what JSON can't say
 */
function parseState (input: unknown): State {
  return checkInput(StateSchema, input === undefined ? input : JSON.parse(JSON.stringify(input)), 'state')
}

const LISTS = ['spaces', 'connectors', 'configurations', 'cases', 'comments', 'userActions'] as const

/** The first sequence number that is later than every version of a state. */
function numberPast (state: State): number {
  let past = 0
  const see = (path: string, version: string | undefined) => {
    if (version === undefined) return
    const number = decodeVersion(version)
    if (number === undefined) throw new InvalidInput(path, 'a version as Kibana writes them, such as "WzIzLDFd"', printValue(version))
    past = Math.max(past, number + 1)
  }
  for (const list of LISTS) state[list]?.forEach(({ version }, index) => see(`${list}[${index}].version`, version))
  state.cases?.forEach(({ comments = [] }, index) => comments.forEach(({ version }, place) => see(`cases[${index}].comments[${place}].version`, version)))
  return past
}

/**
 * Writes a state into a server: all of it, or nothing.
 * @param clear makes place for it, inside the same transaction
 */
function writeState (kibana: KibanaContext, state: State, clear: () => void = () => {}): void {
  const { store, random } = kibana
  const past = numberPast(state)
  const randomBefore = random.state
  try {
    store.transaction(() => {
      clear()
      store.skipTo(past)
      new DocumentImport(kibana, state).write()
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
 * Adds what a state holds to what a server has.
 * @throws InvalidInput that names the place and what was expected; the server is then as before
 */
export function addState (kibana: KibanaContext, input: unknown): void {
  writeState(kibana, parseState(input))
}

/**
 * Puts a state in the place of everything that a server has.
 * @param bare the server as its options alone make it; its spaces stay when the state names none
 * @throws InvalidInput that names the place and what was expected; the server is then as before
 */
export function replaceState (kibana: KibanaContext, input: unknown, bare: StoreSnapshot): void {
  const state = parseState(input)
  const { store } = kibana
  writeState(kibana, state, () => {
    store.restore(state.spaces ? new Store().snapshot() : bare)
    if (state.spaces && !state.spaces.some(({ id }) => id === DEFAULT_SPACE_ID)) {
      store.create('space', { id: DEFAULT_SPACE_ID, space: DEFAULT_SPACE_ID, attributes: DEFAULT_SPACE })
    }
  })
}
