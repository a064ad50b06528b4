import { renameSync, writeFileSync } from 'node:fs'
import { expecting, naming } from '../input/invalid-input.js'
import type { RunningServer } from '../server.js'
import type { Flags } from './flags.js'
import type { CommandProcess } from './process.js'

/**
 * Reports to other programs that the server listens, and where: in a file with the port, and as a JSON line, after which the file is there.
 * @throws InvalidInput if the file can't be written
 */
export function announce (
  { stdout }: { readonly stdout: Pick<CommandProcess['stdout'], 'write'> },
  { readyJson, portFile }: Flags,
  { url, port, elasticsearch }: Pick<RunningServer, 'url' | 'port' | 'elasticsearch'>,
): void {
  if (portFile !== undefined) {
    naming('--port-file', () => expecting('a file that can be written', () => {
      // Renamed into place, so that a reader never gets half a file
      writeFileSync(`${portFile}.tmp`, `${port}\n`)
      renameSync(`${portFile}.tmp`, portFile)
    }))
  }
  if (readyJson) stdout.write(`${JSON.stringify({ url, elasticsearch: elasticsearch?.url })}\n`)
}
