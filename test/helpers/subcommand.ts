import { fileURLToPath } from 'node:url'
import type { CommandProcess } from '../../src/command/process.js'
import { runCommand } from '../../src/command/run.js'

const packageRoot = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a subcommand in this process; returns its output, its exit status, and its signal handlers once it has some. */
export function runSubcommand (args: readonly string[], env: Readonly<Record<string, string>> = {}, isTTY = false) {
  const written = { stdout: '', stderr: '' }
  const handlers = new Map<string | symbol, () => void>()
  const codes: unknown[] = []
  const fake = {
    argv: ['node', 'cli.js', ...args],
    env,
    stdout: { write: (text: string) => { written.stdout += text }, isTTY },
    stderr: { write: (text: string) => { written.stderr += text }, isTTY },
    once: (signal: string, handler: () => void) => handlers.set(signal, handler),
    exit: (code: number) => { codes.push(code) },
  }
  // The part of a process that the command uses
  const ended = runCommand(fake as unknown as CommandProcess, packageRoot).then(() => ({ ...written, code: codes[0] }))
  return { ended, handlers }
}
