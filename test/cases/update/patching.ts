import { call } from '../../helpers/cases.js'
import type { RunningServer } from '../../../src/index.js'

export const patch = (kibana: RunningServer, ...cases: object[]) => call(kibana, 'PATCH', '/api/cases', { cases })
