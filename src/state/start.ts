import type { KibanaContext } from '../kibana/context.js'
import type { StoreSnapshot } from '../store/store.js'
import { applySeed, type Seed } from './seed.js'
import { Snapshot } from './snapshots.js'

/** What a server starts with, and what every sandbox of it does. */
export interface Start {
  /** As the options alone make it. */
  readonly bare: StoreSnapshot
  /** With the seed. */
  readonly filled: Snapshot
}

/**
 * Fills a new server with its seed.
 * @throws TypeError for a seed that can't be read or makes no sense
 */
export function fillAtStart (kibana: KibanaContext, seed: Seed | undefined): Start {
  const bare = kibana.store.snapshot()
  applySeed(kibana, seed)
  return { bare, filled: new Snapshot('start', kibana) }
}
