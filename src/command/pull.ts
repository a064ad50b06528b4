import { writeFileSync } from 'node:fs'
import { askAbout } from '../kibana-client/ask.js'
import { Anonymizer } from '../pull/anonymize.js'
import { Progress } from '../pull/progress.js'
import { chooseSpaces, pull as pullState } from '../pull/pull.js'
import { SpaceReader } from '../pull/reader.js'
import { clientOf, KIBANA_FLAG_HELP, KIBANA_FLAGS, parseFlags } from './kibana-flags.js'
import { checkOutput } from './output-file.js'
import type { CommandProcess } from './process.js'

export const PULL_FLAGS = {
  ...KIBANA_FLAGS,
  space: { type: 'string', multiple: true },
  query: { type: 'string' },
  anonymize: { type: 'boolean' },
  anonymise: { type: 'boolean' },
  out: { type: 'string' },
} as const

const PULL_HELP = `Usage: kibana-cases-mock pull --kibana URL [options]

Writes a state file from a Kibana: spaces, cases with comments, alerts, activity and the metadata of files, configurations,
templates, and connectors without secrets. The server loads it with --seed. It only reads, one request at a time. An
interrupted pull continues where it stopped.

${KIBANA_FLAG_HELP}  --space NAME       a space, may be repeated, or '*' for all; the default space if absent
  --query TEXT       only cases found by GET /api/cases/_find with these parameters: 'status=open&tags=vpn'
  --anonymize        replace people, texts and hosts consistently; ids, times and keys of custom fields are kept
  --out FILE         the file to write (state.json)
  -h, --help         this text
`

/** Runs `pull` and returns its exit status. */
export async function pull (process: CommandProcess, args: readonly string[]): Promise<number> {
  const flags = parseFlags('pull', PULL_FLAGS, args)
  if (flags.help) {
    process.stdout.write(PULL_HELP)
    return 0
  }
  const { query = '', out = 'state.json', space: asked = ['default'] } = flags
  const anonymize = flags.anonymize === true || flags.anonymise === true
  checkOutput('--out', out)
  const { client, authorization } = clientOf(flags, process.env)
  try {
    const facts = await askAbout(client.send, authorization)
    const existing = await new SpaceReader(client.send, authorization, 'default').get('/api/spaces/space')
    const spaces = chooseSpaces([existing].flat().map(space => String(Object(space).id)), asked)
    const progress = new Progress(`${out}.partial`, { origin: client.origin, spaces, query, anonymize })
    const { state, notes } = await pullState(spaces.map(space => new SpaceReader(client.send, authorization, space)), facts, {
      query,
      progress,
      anonymizer: anonymize ? new Anonymizer(progress.secret) : undefined,
      report: (space, done, total) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${space}: ${done} of ${total} cases${done === total ? '\n' : ''}`)
      },
    })
    writeFileSync(out, `${JSON.stringify(state, null, 2)}\n`)
    progress.remove()
    process.stdout.write(`${out}: ${state.cases?.length} cases of Kibana ${facts.version}\n${notes.map(note => `  ${note}\n`).join('')}`)
    return 0
  } finally {
    client.close()
  }
}
