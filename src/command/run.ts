import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerOptions } from '../options/schema.js'
import { readFlags, type Flags } from './flags.js'
import { commandOptions } from './settings.js'
import type { CommandProcess } from './process.js'
import { bannerOf } from './banner.js'
import { withLog } from './log-options.js'
import { announce } from './ready.js'
import { whenNpmEnds, whenParentEnds } from './starter.js'

/**
 * Runs the command. A problem before the server listens is reported in one line on standard error, with exit status 1.
 * @param packageRoot where package.json and fixtures/ are
 */
export async function runCommand (process: CommandProcess, packageRoot: string): Promise<void> {
  const [name = '', ...rest] = process.argv.slice(2)
  if (isSubcommand(name)) return await runSubcommand(process, packageRoot, name, rest)
  try {
    const flags = readFlags(process.argv.slice(2))
    if (flags.version) {
      process.stdout.write(`${manifestOf(packageRoot).version}\n`)
    } else if (flags.help) {
      process.stdout.write((await import('./help.js')).helpText())
    } else {
      const options = commandOptions(flags, process.env, join(packageRoot, 'fixtures', 'docs-examples.json'))
      if (flags.health) return await checkHealth(process, options)
      await serve(process, options, flags, packageRoot)
    }
  } catch (error) {
    process.stderr.write(`kibana-cases-mock: ${explain(error)}\n`)
    process.exit(1)
  }
}

const SUBCOMMAND_NAMES = ['pull', 'verify'] as const
type SubcommandName = typeof SUBCOMMAND_NAMES[number]
const isSubcommand = (name: string): name is SubcommandName => SUBCOMMAND_NAMES.some(known => known === name)

/** Runs a subcommand. A problem is reported in one line on standard error, with exit status 2. */
async function runSubcommand (process: CommandProcess, packageRoot: string, name: SubcommandName, args: readonly string[]): Promise<void> {
  try {
    const { SUBCOMMANDS } = await import('./subcommands.js')
    process.exit(await SUBCOMMANDS[name](process, args, manifestOf(packageRoot).version))
  } catch (error) {
    process.stderr.write(`kibana-cases-mock ${name}: ${explain(error)}\n`)
    process.exit(2)
  }
}

const manifestOf = (packageRoot: string): { version: string, homepage: string } =>
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))

/** Listens until a signal arrives, then finishes the requests in flight and exits. */
async function serve (process: CommandProcess, given: ServerOptions, flags: Flags, packageRoot: string): Promise<void> {
  const { options, paint } = withLog(process, flags, given)
  const starting = import('../server.js').then(({ startServer }) => startServer(options))
  // Registered first: process 1 in a container ignores signals without a handler
  const stop = async () => {
    await (await starting).close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (flags.exitWithParent) whenParentEnds(process, stop)
  else whenNpmEnds(process, stop)
  const server = await starting
  if (paint) {
    const { kibanaVersion, elasticsearch, cases, connectors } = await server.ready()
    const hasControl = options.control?.enabled !== false
    const { version, homepage } = manifestOf(packageRoot)
    process.stdout.write(bannerOf({
      version, homepage, kibanaVersion, url: server.url, elasticsearch, cases, connectors, hasControl,
    }, paint))
  }
  announce(process, flags, server)
}

/** Exits with 0 if the server with these options is up, else with 1 and the reason. */
async function checkHealth (process: CommandProcess, options: ServerOptions): Promise<void> {
  const problem = await (await import('./health.js')).findHealthProblem(options)
  if (problem !== undefined) process.stderr.write(`kibana-cases-mock: ${problem}\n`)
  process.exit(problem === undefined ? 0 : 1)
}

/** Compares names, since subcommands are bundled separately, with their own error classes. */
const isForUser = (error: unknown): error is Error =>
  error instanceof Error && ['CannotRun', 'InvalidInput', 'UsageError'].includes(error.name)

/** One line for problems the user can fix; the stack for our bugs. */
function explain (error: unknown): unknown {
  if (isForUser(error)) return error.message.replace(/^startServer: /, '')
  return error instanceof Error && 'code' in error ? error.message : (error as Error).stack
}
