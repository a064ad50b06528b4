import { kibanaContext } from '../helpers/kibana-context.js'
import { type Part } from '../helpers/upload.js'
import type { RunningServer } from '../../src/index.js'

export const countFiles = async (kibana: RunningServer) => (await kibanaContext(kibana)).store.count('file')
export const notes: Part = ['file', 'some notes', 'notes.txt']
