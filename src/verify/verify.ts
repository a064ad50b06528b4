import { CannotRun } from '../kibana-client/cannot-run.js'
import type { KibanaFacts } from '../kibana-client/ask.js'
import { AREAS } from './areas.js'
import type { Outcome } from './answer.js'
import type { Difference } from './compare.js'
import { compareOutcomes } from './compare-outcomes.js'
import { proven, SHARED_HEADERS } from './proven.js'
import { runScenario, type Runner } from './run-scenario.js'
import { given, post, received, type Scenario, type Step } from './scenario.js'
import { JIRA_CONNECTOR } from './scenarios/bodies.js'
import { Version } from '../versions/version.js'
import type { Workspace } from './workspace.js'

/** A step for which the servers' responses differ. */
export interface DifferentStep {
  /** Counted from 1. */
  readonly number: number
  readonly step: Step
  readonly kibana: Outcome | undefined
  readonly here: Outcome | undefined
  readonly differences: readonly Difference[]
}

/** The result of one scenario. */
export interface Verdict {
  readonly area: string
  readonly scenario: Scenario
  /** The reason for skipping it. */
  readonly skipped?: string
  readonly different: readonly DifferentStep[]
  /** Kibana's responses. */
  readonly outcomes: readonly Outcome[]
}

export interface VerifyOptions {
  /** Names of areas; all by default. */
  readonly only?: readonly string[] | undefined
  readonly headers?: boolean | undefined
  readonly keyOrder?: boolean | undefined
}

/** A server to run scenarios on, with its workspace. */
export interface Side {
  readonly workspace: Workspace
  readonly runner: Runner
}

/**
 * Selects areas by name.
 * @throws CannotRun for an unknown name
 */
export function areasOf (only: readonly string[] = AREAS.map(({ name }) => name)): typeof AREAS {
  const unknown = only.find(name => !AREAS.some(area => area.name === name))
  if (unknown !== undefined) {
    throw new CannotRun(`there is no area "${unknown}": areas are ${AREAS.map(({ name }) => `"${name}"`).join(', ')}`)
  }
  return AREAS.filter(({ name }) => only.includes(name))
}

/** Runs every scenario of a version on both servers, and yields each verdict. */
export async function * verifyAll (
  kibana: Side, here: Side, { version, security }: Pick<KibanaFacts, 'version' | 'security'>, options: VerifyOptions,
): AsyncGenerator<Verdict> {
  const known = new Version(version)
  const areas = areasOf(options.only)
  const unreached = await whyUnreached(kibana, areas.flatMap(({ scenarios }) => scenarios))
  for (const { name: area, scenarios } of areas) {
    for (const scenario of scenarios.filter(scenario => known.has(scenario))) {
      const skipped = scenario.needsSecurity && !security ? 'security is off' : scenario.needsExternalSystem ? unreached : undefined
      if (skipped !== undefined) yield { area, scenario, skipped, different: [], outcomes: [] }
      else yield { area, scenario, ...await runOnBoth(scenario, kibana, here, options) }
    }
  }
}

/** Returns the reason for skipping scenarios that execute connectors, if there is one. */
async function whyUnreached (kibana: Side, scenarios: readonly Scenario[]): Promise<string | undefined> {
  const { system } = kibana.runner
  if (!system) return 'no external system: see --external-system'
  if (!scenarios.some(({ needsExternalSystem }) => needsExternalSystem)) return undefined
  return await isReached(kibana)
    ? undefined
    : `Kibana sends nothing to ${system.url}: its license, its allowedHosts or the network forbids it`
}

/** Executes a temporary connector. The last answer lists what the external system received. */
const EXECUTION = [
  given(post('/api/actions/connector', JIRA_CONNECTOR, { as: 'jira' })),
  given(post('/api/actions/connector/{jira.id}/_execute', { params: { subAction: 'issueTypes', subActionParams: {} } })),
  received,
]

/** Whether connectors of a Kibana reach the external system. */
async function isReached (kibana: Side): Promise<boolean> {
  const last = (await runAndTidy(EXECUTION, kibana)).at(-1)!
  return 'body' in last && JSON.stringify(last.body) !== '[]'
}

async function runOnBoth ({ steps }: Scenario, kibana: Side, here: Side, { headers = false, keyOrder = false }: VerifyOptions) {
  const [outcomes, ours] = [await runAndTidy(steps, kibana), await runAndTidy(steps, here)]
  const kept = headers ? SHARED_HEADERS : []
  const different = steps.flatMap((step, index): DifferentStep[] => {
    const [theirs, own] = [outcomes[index], ours[index]].map(outcome => outcome && proven(step, index, outcome, kept))
    const differences = compareOutcomes(theirs, own, { keyOrder })
    return differences.length === 0 ? [] : [{ number: index + 1, step, kibana: theirs, here: own, differences }]
  })
  return { different, outcomes }
}

async function runAndTidy (steps: readonly Step[], { workspace, runner }: Side): Promise<Outcome[]> {
  const outcomes = await runScenario(steps, runner)
  await workspace.tidy()
  runner.system?.reset()
  return outcomes
}
