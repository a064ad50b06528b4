// The build bundles these in a separate file, which starting a server does not load.
import { pull } from './pull.js'
import { verify } from './verify.js'

/** Subcommands by name. Each returns its exit status. */
export const SUBCOMMANDS = { pull, verify } as const
