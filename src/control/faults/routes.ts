import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { FAILURE_PRESETS } from '../../connectors/simulation/failure-presets.js'
import { answering, creating, doing } from '../route.js'
import { idParamsSchema } from '../schema.js'
import { FAULT_PRESETS } from './presets.js'
import { ListedRuleSchema, RuleSchema } from './rule.js'

const PresetSchema = Type.Object(
  {
    name: Type.String({ description: 'the value of `preset`' }),
    description: Type.String({ description: 'what happens' }),
    source: Type.String({ description: 'where it was seen' }),
  },
)

const named = (presets: Readonly<Record<string, { description: string, source: string }>>) =>
  Object.entries(presets).map(([name, { description, source }]) => ({ name, description, source }))

const PRESETS = { faults: named(FAULT_PRESETS), failures: named(FAILURE_PRESETS) }
const PresetsSchema = Type.Object({
  faults: Type.Array(PresetSchema, { description: 'presets of faults' }),
  failures: Type.Array(PresetSchema, { description: 'presets of failures of external systems' }),
}, { examples: [PRESETS] })

const FaultsSchema = Type.Object(
  { faults: Type.Array(ListedRuleSchema, { description: 'the faults, in the order in which they are tried' }) },
  { examples: [{ faults: ListedRuleSchema.examples }] },
)

/** Faults: what goes wrong over HTTP. */
export const faultRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/faults', {
    schema: answering('listFaults', 'List the faults', FaultsSchema),
  }, async ({ instance }) => ({ faults: instance.faults.list() }))

  app.post('/faults', {
    schema: creating('addFault', 'Add a fault: a request meets the first that matches it', ListedRuleSchema, { body: RuleSchema }),
  }, async ({ instance, body }, reply) => reply.code(201).send(instance.faults.add(body)))

  app.delete('/faults', {
    schema: doing('clearFaults', 'Remove all faults'),
  }, async ({ instance }, reply) => {
    instance.faults.clear()
    return reply.code(204).send()
  })

  app.delete('/faults/:id', {
    schema: doing('removeFault', 'Remove a fault', { params: idParamsSchema('the id of the fault') }),
  }, async ({ instance, params }, reply) => {
    instance.faults.remove(params.id)
    return reply.code(204).send()
  })

  app.get('/presets', {
    schema: answering('listPresets', 'List the presets of faults and failures', PresetsSchema),
  }, async () => PRESETS)
}
