import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

// A script's module, which has no types
export const { NODE_OPTIONS } = await import('../../scripts/node-options.mjs' as string) as { NODE_OPTIONS: string[] }
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** An environment without our options and without tap's, since coverage is not measured on the build. */
export const cleanEnvironment = () => Object.fromEntries(Object.entries(process.env)
  .filter(([name]) => !/^(?:KCM|_TAPJS)_/.test(name) && !['HOST', 'PORT', 'NODE_OPTIONS', 'NODE_V8_COVERAGE'].includes(name)))

/** Runs the built command in its own process, which ends with the test. */
export function runCommand (t: Test, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [...NODE_OPTIONS, cli, ...args], { env: { ...cleanEnvironment(), ...env }, cwd: tmpdir() })
  t.teardown(() => child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', text => { stdout += text })
  child.stderr.setEncoding('utf8').on('data', text => { stderr += text })
  const exited = once(child, 'close').then(([code]) => ({ code, stdout, stderr }))
  /** Resolves to its URL once it listens. */
  const listening = async () => {
    const signal = AbortSignal.timeout(60_000)
    for (;;) {
      const [url] = /https?:\/\/127\.0\.0\.1:\d+/.exec(stdout) ?? []
      if (url !== undefined) return url
      await once(child.stdout, 'data', { signal })
    }
  }
  return { child, exited, listening }
}
