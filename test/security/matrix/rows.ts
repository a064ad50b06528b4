import { ATTACHMENT_ROWS } from './attachment-rows.js'
import { CASE_ROWS } from './case-rows.js'
import { CONFIGURATION_ROWS } from './configuration-rows.js'
import { CONNECTOR_ROWS } from './connector-rows.js'
import { READING_ROWS } from './reading-rows.js'
import type { Row } from './row.js'

export const ROWS: readonly Row[] = [...CASE_ROWS, ...ATTACHMENT_ROWS, ...CONFIGURATION_ROWS, ...CONNECTOR_ROWS, ...READING_ROWS]
