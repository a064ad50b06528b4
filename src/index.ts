export { startServer, type RunningServer } from './server.js'
export type { ServerOptions } from './options/schema.js'
export type { State } from './control/state-schema.js'
export type { Snapshot } from './control/snapshots.js'
