import type { Test } from 'tap'
import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'

export const PATH = '/api/cases/templates'
export const PRIORITY = 'fields:\n  - name: priority\n    label: Priority\n    type: keyword\n    control: INPUT_TEXT\n'

/** A server of a version with templates, without any. */
export const server = (t: Test, options: ServerOptions = {}) => testServer(t, { kibanaVersion: '9.5.4', ...options })
