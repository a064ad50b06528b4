import type { Test } from 'tap'
import { runCommand } from './command.js'
import { runSubcommand } from './subcommand.js'

/** A server of ours in another process, with the demo state. */
export const kibana = (t: Test, args: readonly string[] = ['--seed', 'demo']) =>
  runCommand(t, ['--port', '0', '--host', '127.0.0.1', ...args]).listening()
export const pull = (url: string, out: string, ...args: readonly string[]) =>
  runSubcommand(['pull', '--kibana', url, '--out', out, ...args]).ended

/** A case in an answer. */
export type Case = Record<string, unknown> & { id: string, title: string, status: string, tags: string[], connector: { id: string } }

export const get = async (url: string, path: string): Promise<any> =>
  (await fetch(url + path, { headers: { 'x-elastic-internal-origin': 'Kibana' } })).json()
export const casesOf = async (url: string): Promise<Case[]> =>
  (await get(url, '/api/cases/_find?perPage=100&sortField=createdAt&sortOrder=asc')).cases
