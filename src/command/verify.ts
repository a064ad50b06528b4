import { randomBytes } from 'node:crypto'
import { askAbout, type KibanaFacts } from '../kibana-client/ask.js'
import { basic } from '../kibana-client/basic.js'
import { CannotRun } from '../kibana-client/cannot-run.js'
import { KibanaClient } from '../kibana-client/kibana-client.js'
import type { License } from '../kibana/license.js'
import type { ServerOptions } from '../options/schema.js'
import { startServer } from '../server.js'
import { ExternalSystems, LIVE_SERVICES, type ExternalSystem } from '../verify/external-system.js'
import { printDifferences, printTable } from '../verify/report.js'
import { runnerOf } from '../verify/runner-of.js'
import { verifyAll, type Side, type Verdict } from '../verify/verify.js'
import type { Client } from '../verify/request.js'
import { Workspace, type User } from '../verify/workspace.js'
import { Version } from '../versions/version.js'
import { clientOf } from './kibana-flags.js'
import type { CommandProcess } from './process.js'
import { checkOutput, createOutputDirectory } from './output-file.js'
import { writeVerifyFiles } from './verify-files.js'
import { readVerifyFlags, VERIFY_HELP, type VerifyFlags } from './verify-flags.js'

/** Runs `verify` and returns its exit status. */
export async function verify (process: CommandProcess, args: readonly string[], packageVersion: string): Promise<number> {
  const { flags, license, space, external } = readVerifyFlags(args)
  if (flags.help) {
    process.stdout.write(VERIFY_HELP)
    return 0
  }
  checkOutput('--json', flags.json)
  checkOutput('--junit', flags.junit)
  createOutputDirectory('--record', flags.record)
  const { client, authorization } = clientOf(flags, process.env)
  try {
    const facts = await askAbout(client.send, authorization)
    const imitated = { ...facts, license: license ?? facts.license ?? 'trial' }
    const systems = external && await openSystems(external)
    announce(process, client, { facts, license: imitated.license, space, system: systems?.kibana.url })
    const asking: Client = { authorization, space, password: randomBytes(12).toString('hex') }
    const verdicts = await withKibana(process, client, asking, (workspace, user) => {
      const runner = runnerOf(asking, { origin: client.origin, user, send: workspace.send, system: systems?.kibana })
      return runHere(process, { ...imitated, user, asking, system: systems?.here }, { workspace, runner }, flags)
    }).finally(() => systems?.close())
    process.stdout.write(printTable(verdicts) + printDifferences(verdicts))
    writeVerifyFiles(flags, verdicts, { kibana: { url: client.origin, ...facts }, license: imitated.license, package: packageVersion })
    return verdicts.some(({ different }) => different.length > 0) ? 1 : 0
  } finally {
    client.close()
  }
}

interface Announced { readonly facts: KibanaFacts, readonly license: License, readonly space: string, readonly system: string | undefined }

function announce ({ stdout }: CommandProcess, { origin }: KibanaClient, { facts, license, space, system }: Announced): void {
  const { version, security } = facts
  const known = facts.license === undefined ? `${license} (it does not report its own; see --license)` : license
  const { isNewerThanKnown, release } = new Version(version)
  const lines = [
    `Kibana ${version} at ${origin}, license ${known}, security ${security ? 'on' : 'off'}`,
    ...(isNewerThanKnown ? [`This version is newer than any that this package knows: it answers as Kibana ${release}.`] : []),
    `Creates the space ${space}, with cases, comments, files, connectors and configurations in it, and briefly the space ${space}-other`,
    ...(security ? [`and the role ${space}-role, and the user ${space}-user with a random password.`] : []),
    `Removes them all. Sends nothing to external systems${system === undefined ? '' : ` but ${system}, which it serves itself`}.`,
  ]
  stdout.write(`${lines.join('\n')}\n`)
}

/** Starts external systems: one for the Kibana, and one for the local server. */
async function openSystems ({ host, port }: { host: string, port: number }) {
  const systems = new ExternalSystems()
  try {
    await systems.listen(host, port)
  } catch (error) {
    throw new CannotRun(`the external system can't be started: ${(error as Error).message}`)
  }
  return { kibana: systems.open('kibana', host), here: systems.open('here', '127.0.0.1'), close: () => systems.close() }
}

/** Works in a space of the Kibana, and removes everything it created, even after an error. */
async function withKibana<Result> (
  process: CommandProcess, client: KibanaClient, asking: Client,
  work: (workspace: Workspace, user: User) => Promise<Result>,
): Promise<Result> {
  const interruption = new AbortController()
  const interrupt = () => {
    process.stderr.write('kibana-cases-mock: interrupted: removing what was created …\n')
    interruption.abort()
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const workspace = new Workspace(client.send, asking, interruption.signal)
  try {
    return await work(workspace, await workspace.make())
  } finally {
    const left = await workspace.remove()
    if (left.length > 0) process.stderr.write(`kibana-cases-mock: could not be removed:\n${left.map(line => `  ${line}\n`).join('')}`)
  }
}

interface Imitated extends KibanaFacts {
  readonly license: License
  readonly user: User
  /** The space and credentials of requests to the Kibana. */
  readonly asking: Client
  readonly system: ExternalSystem | undefined
}

/** Starts this package with the version, license and user of the Kibana, and runs the scenarios on both. */
async function runHere (
  { stderr }: CommandProcess, { version, license, security, user, asking, system }: Imitated, kibana: Side, flags: VerifyFlags,
): Promise<Verdict[]> {
  const options: ServerOptions = {
    kibanaVersion: version, license, externalServices: LIVE_SERVICES, ...(security && { security: securityOf(user) }),
  }
  const own = { ...asking, authorization: security ? basic(user.username, 'verify') : undefined }
  await using server = await startServer(options)
  const client = new KibanaClient({ url: new URL(server.url), timeoutMs: 30_000 })
  const workspace = new Workspace(client.send, own)
  const runner = runnerOf(own, { origin: client.origin, user: await workspace.make(), send: workspace.send, system })
  const verdicts: Verdict[] = []
  const compared = { only: flags.only, headers: flags.headers, keyOrder: flags['key-order'] }
  for await (const verdict of verifyAll(kibana, { workspace, runner }, { version, security }, compared)) {
    if (stderr.isTTY && verdicts.at(-1)?.area !== verdict.area) stderr.write(`${verdict.area} …\n`)
    verdicts.push(verdict)
  }
  client.close()
  return verdicts
}

/** Options for a user like that of the Kibana, with full privileges. */
const securityOf = ({ username, full_name: name, email, profile_uid: uid }: User): NonNullable<ServerOptions['security']> => ({
  users: {
    [String(username)]: {
      password: 'verify', roles: ['superuser'], ...(name && { full_name: name }), ...(email && { email }), ...(uid && { profile_uid: uid }),
    },
  },
})
