import { runFake } from './fake-process.js'

/** Runs a subcommand in this process; returns its output, its exit status, and its signal handlers once it has some. */
export function runSubcommand (args: readonly string[], env: Readonly<Record<string, string>> = {}, isTTY = false) {
  const { written, handlers, codes, ended } = runFake(args, { env, isTTY })
  return { ended: ended.then(() => ({ ...written, code: codes[0] })), handlers }
}
