import { call } from '../helpers/cases.js'
import { kibanaContext } from '../helpers/kibana-context.js'
import { type Part } from '../helpers/upload.js'
import type { RunningServer } from '../../src/index.js'

export const getCase = async (kibana: RunningServer, id: string) => (await call(kibana, 'GET', `/api/cases/${id}`)).body
export const countFiles = async (kibana: RunningServer) => (await kibanaContext(kibana)).store.count('file')
export const notes: Part = ['file', 'some notes', 'notes.txt']
