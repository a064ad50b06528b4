import { fileURLToPath } from 'node:url'
import type { CommandProcess } from '../../src/command/process.js'
import { runCommand } from '../../src/command/run.js'

const packageRoot = fileURLToPath(new URL('../..', import.meta.url))

interface FakeOptions { readonly env?: Readonly<Record<string, string>>, readonly isTTY?: boolean }

/** Runs the command in this process. Returns its output, signal handlers and exit statuses, which fill while it runs, and its end. */
export function runFake (args: readonly string[], { env = {}, isTTY = false }: FakeOptions = {}) {
  const written = { stdout: '', stderr: '' }
  const handlers = new Map<string, () => Promise<void>>()
  const codes: unknown[] = []
  const output = (name: 'stdout' | 'stderr') => ({ isTTY, write: (text: string) => { written[name] += text } })
  const fake = {
    argv: ['node', 'cli.js', ...args],
    env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    once: (signal: string, handler: () => Promise<void>) => handlers.set(signal, handler),
    exit: (code: number) => { codes.push(code) },
  }
  // The part of a process that the command uses
  return { written, handlers, codes, ended: runCommand(fake as unknown as CommandProcess, packageRoot) }
}
