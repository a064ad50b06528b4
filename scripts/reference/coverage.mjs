// The page that lists the routes with the evidence for their answers.
import { table } from './tables.mjs'

const evidence = ({ facts, reason }) => facts.length > 0 ? String(facts.length) : reason

/**
 * Public operations of Kibana in these areas that are not served.
 * Source: https://www.elastic.co/guide/en/kibana/8.14/spaces-api.html
 */
export const UNSERVED = [
  '_copy_saved_objects', '_resolve_copy_saved_objects_errors', '_disable_legacy_url_aliases', '_update_objects_spaces',
  '_get_shareable_references',
].map(name => `/api/spaces/${name}`)

/**
 * Public operations of the OAuth login of connectors, from 9.4 on, whose paths are taken for ids of connectors.
 * Source: https://www.elastic.co/docs/api/doc/kibana/operation/operation-get-actions-connector-oauth-callback-script
 */
export const TAKEN_FOR_IDS = ['_oauth_callback', '_oauth_callback_script'].map(name => `/api/actions/connector/${name}`)

export function coverageSections (coverage, recordings) {
  const versions = isReal => recordings.filter(recording => recording.isReal === isReal).map(({ version }) => version).join(', ')
  const cell = (count, index) => count === undefined ? '–' : recordings[index].isReal ? `**${count}**` : String(count)
  const rows = coverage.map(({ method, path, since, until, recorded, differences, ...route }) =>
    [`${method} \`${path}\``, since ?? '8.0', until ?? '', evidence(route), ...recorded.map(cell), differences.join('; ')])
  const proven = coverage.filter(({ facts }) => facts.length > 0)
  const details = proven.map(({ method, path, facts }) => `### ${method} \`${path}\`\n\n${facts.map(fact => `- ${fact}`).join('\n')}`)
  return [
    'A scenario is a few requests that establish one fact about Kibana; `npm test` runs all of them at the recorded versions, and ' +
      `\`kibana-cases-mock verify\` runs them against a real one. ${proven.length} of ${coverage.length} routes have scenarios; the ` +
        'others say why not.',
    `Answers of a real Kibana are recorded for: ${versions(true) || 'no version yet'}. Answers of this package itself, which only ` +
      `show that nothing changes unnoticed, are recorded for: ${versions(false)}.`,
    'Columns: the versions that serve a route (`from`, and `until` if it was removed); its scenarios; by version, how many of them ' +
      'have recorded answers, bold where a real Kibana answered and – where the version does not have the route; and the rows about ' +
        'it in the README under "Where it differs from Kibana".',
    table(['route', 'from', 'until', 'scenarios', ...recordings.map(({ version }) => version), 'known differences'], rows),
    '## Public operations that are not served',
    'All public operations of Cases, connectors, spaces and roles are in the table, except those that move saved objects of any kind ' +
      'between spaces, and those by which a browser logs in to the system of a connector (9.4 and later). The former answer 404 like ' +
        `unknown paths, unless a [stub](stubs.md) answers for them: ${UNSERVED.map(path => `POST \`${path}\``).join(', ')}. Of the ` +
          `latter, ${TAKEN_FOR_IDS.map(path => `GET \`${path}\``).join(' and ')} answer 404 like unknown connectors.`,
    '## The facts, by route', ...details,
  ]
}
