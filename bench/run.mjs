// npm run bench [-- WORD ...]: measures what the project promises, or only the rows whose name holds one of the words.
// A new measurement is one row; `measure` gives { value, note }.
import { CONNECTORS, prepareGet, preparePatch, preparePush } from './cases.mjs'
import { memoryOfCases } from './memory.mjs'
import { startOfCommand, warmStart } from './start.mjs'
import { throughput } from './throughput.mjs'

const MEASUREMENTS = [
  { name: 'patch of one case', atLeast: 0.6, unit: '× bare Fastify', measure: () => throughput({ route: { method: 'PATCH', url: '/api/cases' }, prepare: preparePatch }) },
  { name: 'get by id', atLeast: 0.75, unit: '× bare Fastify', measure: () => throughput({ route: { method: 'GET', url: '/api/cases/:id' }, prepare: prepareGet }) },
  { name: 'push', atLeast: 0.5, unit: '× bare Fastify', measure: () => throughput({ options: { connectors: CONNECTORS }, route: { method: 'POST', url: '/api/cases/:id/connector/:connector/_push' }, prepare: preparePush }) },
  { name: 'start of the command', atMost: 1.1, unit: '× bare Fastify', measure: startOfCommand },
  { name: 'startServer() when warm', atMost: 15, unit: 'ms', measure: warmStart },
  { name: 'memory with 100,000 cases', atMost: 400, unit: 'MB', measure: memoryOfCases },
]

const words = process.argv.slice(2)
const chosen = MEASUREMENTS.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)))

for (const { name, atLeast = -Infinity, atMost = Infinity, unit, measure } of chosen) {
  const { value, note } = await measure()
  const isMet = value >= atLeast && value <= atMost
  if (!isMet) process.exitCode = 1
  const target = atMost === Infinity ? `≥ ${atLeast}` : `≤ ${atMost}`
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${name.padEnd(28)} ${value.toFixed(2)} ${unit} (target ${target}): ${note}`)
}
