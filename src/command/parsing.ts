import { UsageError } from './usage-error.js'

/**
 * Runs Node's `parseArgs`, and explains its errors in one line.
 * @param command the command whose --help describes the flags
 * @throws UsageError for an unknown flag, or one with a missing or unexpected value
 */
export function parsing<Values> (command: string, parse: () => Values): Values {
  try {
    return parse()
  } catch (error) {
    // The first sentence of Node's message is the reason
    const [reason = ''] = (error as Error).message.split(/\.\s/)
    const [, flag] = /^Option '(.+)' argument is ambiguous$/.exec(reason) ?? []
    if (flag !== undefined) throw new UsageError(`${flag}: expected a value; write ${flag}=VALUE for one that starts with a dash`)
    throw new UsageError(`${reason}; see ${command}--help`)
  }
}
