import { spawn } from 'node:child_process'
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import type { Test } from 'tap'
import { cleanEnvironment } from '../helpers/command.js'
import { guides } from './page.js'
// A script's module, which has no types
export const { freePort } = await import('../../scripts/free-port.mjs' as string) as { freePort: () => Promise<number> }

/** The output of a program that has ended. */
export interface Ended { readonly code: number | null, readonly stdout: string, readonly stderr: string }

const LONGEST = 120_000

/** `npx kibana-cases-mock …` without the second that npx takes; and an npm whose tests ask Kibana once. */
const BIN = {
  npx: '#!/bin/sh\n[ "$1" != --yes ] || shift\nshift\nexec "$NODE" "$COMMAND" "$@"\n',
  npm: '#!/bin/sh\necho "$@" >> npm.log\n[ "$1" = ci ] || curl --fail --silent --show-error "$KIBANA_URL/api/cases/_find"\n',
}

/** A project with the package installed, in a directory that is removed after the test. */
export class Project {
  readonly directory = mkdtempSync(join(tmpdir(), 'kcm-docs-'))
  readonly #env: Record<string, string | undefined>

  constructor (t: Test) {
    t.teardown(() => rmSync(this.directory, { recursive: true, force: true }))
    this.write('package.json', JSON.stringify({ name: 'user', private: true, type: 'module' }))
    this.install('kibana-cases-mock', resolve('.'))
    this.install('tap', resolve('node_modules/tap'))
    for (const name of ['testcontainers', 'vitest']) this.install(name, resolve('.build/test/stand-ins', name))
    for (const [name, script] of Object.entries(BIN)) chmodSync(this.write(`bin/${name}`, script), 0o755)
    this.#env = {
      ...cleanEnvironment(),
      PATH: [join(this.directory, 'bin'), process.env.PATH].join(delimiter),
      NODE: process.execPath,
      // The package is a link, from which Node.js looks for its peers elsewhere
      NODE_PATH: join(this.directory, 'node_modules'),
      COMMAND: resolve('dist/cli.js'),
    }
  }

  write (name: string, text: string): string {
    const path = join(this.directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return path
  }

  read (name: string): string {
    return readFileSync(join(this.directory, name), 'utf8')
  }

  install (name: string, directory: string): void {
    mkdirSync(join(this.directory, 'node_modules'), { recursive: true })
    symlinkSync(directory, join(this.directory, 'node_modules', name))
  }

  /** Runs a program to its end, and ends what it left in the background. */
  async run (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const child = spawn(command, args, {
      cwd: this.directory, env: { ...this.#env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
    })
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), LONGEST)
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', text => { stdout += text })
    child.stderr.setEncoding('utf8').on('data', text => { stderr += text })
    const closed = once(child, 'close')
    const [code] = await once(child, 'exit') as [number | null]
    clearTimeout(timer)
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // No process was left
    }
    await closed
    return { code, stdout, stderr }
  }

  node (script: string, args: readonly string[] = []): Promise<Ended> {
    return this.run(process.execPath, [script, ...args])
  }

  pytest (path: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.run('pytest', ['-p', 'no:cacheprovider', path], { PYTHONDONTWRITEBYTECODE: '1', ...env })
  }
}

/** The reason for skipping if a program is missing, for `skip`. */
export function missing (program: string): string | false {
  const isThere = (process.env.PATH ?? '').split(delimiter).some(directory => {
    try {
      accessSync(join(directory, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
  return isThere ? false : `there is no ${program} on this machine`
}

/** A project with the files that the guides show. */
export function guideProject (t: Test): Project {
  const project = new Project(t)
  for (const { file, code } of guides.flatMap(({ blocks }) => blocks)) if (file !== undefined) project.write(file, code)
  return project
}

/** Replaces the port on the pages with the port of the test. */
export const atPort = (text: string, port: string | number): string => text.replaceAll('localhost:5601', `localhost:${port}`)
