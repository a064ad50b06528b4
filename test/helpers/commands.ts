import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Test } from 'tap'

/** Shell scripts in place of commands, by name: their folder, which has room for more files, and the PATH on which they come first. */
export function commands (t: Test, scripts: Record<string, string>) {
  const folder = t.testdir()
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  for (const [name, script] of Object.entries(scripts)) writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return { folder, path: [bin, process.env.PATH].join(delimiter) }
}
