import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerOptions } from '../options/schema.js'
import { readFlags, type Flags } from './flags.js'
import { commandOptions } from './settings.js'
import type { CommandProcess } from './process.js'
import { announce } from './ready.js'
import { whenNpmEnds, whenParentEnds } from './starter.js'
import { UsageError } from './usage-error.js'

/**
 * The command. What goes wrong before it listens is one line on the standard error, and exit status 1.
 * @param packageRoot where package.json and fixtures/ are
 */
export async function runCommand (process: CommandProcess, packageRoot: string): Promise<void> {
  try {
    const flags = readFlags(process.argv.slice(2))
    if (flags.version) {
      process.stdout.write(`${JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version}\n`)
    } else if (flags.help) {
      process.stdout.write((await import('./help.js')).helpText())
    } else {
      const options = commandOptions(flags, process.env, join(packageRoot, 'fixtures', 'docs-examples.json'))
      if (flags.health) return await checkHealth(process, options)
      await serve(process, options, flags)
    }
  } catch (error) {
    process.stderr.write(`kibana-cases-mock: ${explain(error)}\n`)
    process.exit(1)
  }
}

/** Listens until a signal comes, then ends when what is in flight has been answered. */
async function serve (process: CommandProcess, options: ServerOptions, flags: Flags): Promise<void> {
  const starting = import('../server.js').then(({ startServer }) => startServer(options))
  // From the first moment on: the first process of a container is deaf to signals that it does not ask for
  const stop = async () => {
    await (await starting).close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (flags.exitWithParent) whenParentEnds(process, stop)
  else whenNpmEnds(process, stop)
  announce(process, flags, await starting)
}

/** Ends with 0 if the server that the options describe is up, else with 1 and the reason. */
async function checkHealth (process: CommandProcess, options: ServerOptions): Promise<void> {
  const problem = await (await import('./health.js')).findHealthProblem(options)
  if (problem !== undefined) process.stderr.write(`kibana-cases-mock: ${problem}\n`)
  process.exit(problem === undefined ? 0 : 1)
}

/** One line for what the user can mend; all there is for a bug of ours. */
function explain (error: unknown): unknown {
  if (error instanceof UsageError || error instanceof TypeError) return error.message.replace(/^startServer: /, '')
  return error instanceof Error && 'code' in error ? error.message : (error as Error).stack
}
