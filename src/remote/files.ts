import { buffer } from 'node:stream/consumers'
import type { CaseFile } from '../attachments/files/read.js'
import type { InstanceHandle } from '../control/handle.js'
import { pathTo, type ControlClient } from './control-client.js'
import type { Remote } from './remote.js'

type Listed = Omit<CaseFile, 'content'>

export function remoteFiles (client: ControlClient): Remote<InstanceHandle['files']> {
  const list = async (caseId?: string) => (await client.call<{ files: Listed[] }>('GET', '/files', { query: { caseId } })).files
  const withContent = async (file: Listed): Promise<CaseFile> =>
    ({ ...file, content: await buffer(await client.open('GET', pathTo('files', file.id), {})) })
  return {
    all: async caseId => Promise.all((await list(caseId)).map(withContent)),
    async get (id) {
      const file = (await list()).find(file => file.id === id)
      return file && withContent(file)
    },
  }
}
