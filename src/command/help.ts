import { describeSchema } from '../input/describe-schema.js'
import { DEFAULT_OPTIONS } from '../options/resolve.js'
import { LogLevelSchema } from '../options/schema.js'
import { COMMAND_OPTIONS } from './option-names.js'
import { COMMAND_DEFAULTS } from './settings.js'

const defaults: Readonly<Record<string, unknown>> = { ...DEFAULT_OPTIONS, ...COMMAND_DEFAULTS }

const printDefault = (value: unknown) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return [undefined, '', '[]', '{}'].includes(text) ? '' : ` (${text})`
}

/** Builds the text of --help: every flag with its values, purpose and default. */
export function helpText (): string {
  const lines = COMMAND_OPTIONS.map(({ name, flag, schema }) => {
    const values = schema.enum || schema.type === 'integer' ? `: ${describeSchema(schema)}` : ''
    return [`--${flag}`, schema.description + printDefault(defaults[name]) + values]
  })
  const others = [
    ['--config', 'JSON file with options, named as in this list but in camel case'],
    ['--fixtures-dir', 'directory whose *.json files are loaded at start-up, in alphabetical order'],
    ['--ready-json', 'print {"url": …}, with elasticsearch if enabled, as one line on standard output once it listens'],
    ['--port-file', 'write the port to this file once it listens'],
    ['--log-level', `minimum level of messages: ${describeSchema(LogLevelSchema)}`],
    ['-q, --quiet', 'write only warnings and errors'],
    ['--verbose', 'write health checks too'],
    ['--exit-with-parent', 'end with the process that started it, even through shells and npm'],
    ['--health', 'check the server that these options describe: exit status 0, or 1 with the reason'],
    ['-h, --help', 'this text'],
    ['-v, --version', 'the version'],
  ]
  const body = [...lines, ...others].map(([flag = '', text]) => `  ${flag.padEnd(20)} ${text}\n`).join('')
  return `Usage: kibana-cases-mock [options]
       kibana-cases-mock verify --help
       kibana-cases-mock pull --help

Serves the Kibana Cases API. Starts with Kibana's documentation examples unless you pass --seed.

${body}
Each option is also an environment variable: --max-payload-bytes is KCM_MAX_PAYLOAD_BYTES. Objects and lists are given
as JSON. Precedence: flags, environment variables, config file. PORT and HOST are also read.
On a terminal the log is readable text; NO_COLOR disables its colors. Elsewhere it is JSON, one line per request.\n`
}
