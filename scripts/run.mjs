import { spawnSync } from 'node:child_process'

/**
 * Runs a program to its end, and returns its output.
 * @throws Error with the output, unless it ends with status 0
 */
export function run (command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd, encoding: 'utf8', timeout: 600_000, env: { ...process.env, NODE_OPTIONS: '' },
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? `exit status ${status}`}\n${stdout}${stderr}`)
  return { stdout, stderr }
}
