// The page of routes with the evidence for their answers.
import { table } from './tables.mjs'

const evidence = facts => facts.length === 0 ? 'none' : `${facts.length} ${facts.length === 1 ? 'scenario' : 'scenarios'}`

export function coverageSections ({ coverage, recordings }) {
  const versions = isReal => recordings.filter(recording => recording.isReal === isReal).map(({ version }) => version).join(', ')
  const rows = coverage.map(({ method, path, since, until, facts }) => [`${method} \`${path}\``, since ?? '8.0', until ?? '', evidence(facts)])
  const proven = coverage.filter(({ facts }) => facts.length > 0).length
  const details = coverage.filter(({ facts }) => facts.length > 0).map(({ method, path, facts }) =>
    `### ${method} \`${path}\`\n\n${facts.map(fact => `- ${fact}`).join('\n')}`)
  return [
    `A scenario is a few requests that establish one fact about Kibana; \`npm test\` runs all of them at ten versions, and \`kibana-cases-mock verify\` runs them against a real one. ${proven} of ${coverage.length} routes have a scenario of their own; the others are proven by tests alone.`,
    `Answers of a real Kibana are recorded for: ${versions(true) || 'no version yet'}. Answers of this package itself, which only show that nothing changes unnoticed, are recorded for: ${versions(false)}. Known differences are in the README, under "Where it differs from Kibana".`,
    table(['route', 'from', 'until', 'evidence'], rows),
    '## The facts, by route', ...details,
  ]
}
