import type { RunningServer } from '../../src/index.js'
import { send } from '../helpers/configure.js'

export interface Field { key: string, type: string, value: unknown }
interface Case { id: string, version: string, customFields: Field[] }

export const SEED = 20250601

export const configurationsOf = async (kibana: RunningServer) => (await send(kibana, 'GET', '/api/cases/configure')).body
export const getCase = async (kibana: RunningServer, id: string): Promise<Case> => (await send(kibana, 'GET', `/api/cases/${id}`)).body
