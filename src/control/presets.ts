import { Type, type Static } from '@sinclair/typebox'
import { FAILURE_PRESETS } from '../connectors/simulation/failure-presets.js'
import { FAULT_PRESETS } from './faults/presets.js'

const PresetSchema = Type.Object({
  name: Type.String({ description: 'the value of `preset`' }),
  description: Type.String({ description: 'the outage or failure, in words' }),
  source: Type.String({ description: 'the document or code that it comes from' }),
})

const named = (presets: Readonly<Record<string, { description: string, source: string }>>) =>
  Object.entries(presets).map(([name, { description, source }]) => ({ name, description, source }))

/** All presets, with their descriptions. */
export const PRESETS = { faults: named(FAULT_PRESETS), failures: named(FAILURE_PRESETS) }

/** The presets of faults and of failures. */
export const PresetsSchema = Type.Object({
  faults: Type.Array(PresetSchema, { description: 'presets of faults' }),
  failures: Type.Array(PresetSchema, { description: 'presets of failures of external systems' }),
}, { examples: [PRESETS] })
export type Presets = Static<typeof PresetsSchema>
