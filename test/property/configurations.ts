import type { RunningServer } from '../../src/index.js'
import { send } from '../helpers/configure.js'

export interface Field { key: string, type: string, value: unknown }

export const SEED = 20250601

export const configurationsOf = async (kibana: RunningServer) => (await send(kibana, 'GET', '/api/cases/configure')).body
