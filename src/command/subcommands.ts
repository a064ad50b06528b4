// Commands beside the server. The build keeps them in a file of their own, which no start of a server reads.
import { verify } from './verify.js'

/** Commands by name. Each returns its exit status. */
export const SUBCOMMANDS = { verify } as const
