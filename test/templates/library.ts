import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'

const VERSION = { kibanaVersion: '9.5.4' }
export const PATH = '/api/cases/templates'
export const PRIORITY = 'fields:\n  - name: priority\n    label: Priority\n    type: keyword\n    control: INPUT_TEXT\n'

export const server = (t: Parameters<typeof testServer>[0], options: ServerOptions = {}) => testServer(t, { ...VERSION, ...options })
