import type { KibanaContext } from '../kibana/context.js'
import type { StoreSnapshot } from '../store/store.js'
import { applySeed, type Seed } from './seed.js'
import { Snapshot } from './snapshots.js'

/** The initial state of a server and its sandboxes. */
export interface Start {
  /** Created only from the options. */
  readonly bare: StoreSnapshot
  /** Including the seed. */
  readonly filled: Snapshot
}

/**
 * Fills a new server with its seed.
 * @throws InvalidInput for an unreadable or invalid seed
 */
export function fillAtStart (kibana: KibanaContext, seed: Seed | undefined): Start {
  const bare = kibana.store.snapshot()
  applySeed(kibana, seed)
  return { bare, filled: new Snapshot('start', kibana) }
}
