// Commands beside the server. The build keeps them in a file of their own, which no start of a server reads.
import { pull } from './pull.js'
import { verify } from './verify.js'

/** Commands by name. Each returns its exit status. */
export const SUBCOMMANDS = { pull, verify } as const
