import { watchAncestors } from './ancestors.js'
import type { CommandProcess } from './process.js'

/** Interval at which a server looks for its parent process, in milliseconds. */
const LOOK_MS = 250

const NAME = 'kibana-cases-mock'

/** True if `npx kibana-cases-mock` or `npm start` runs this process. Other scripts may start a server for a later script. */
const isRunByNpm = ({ npm_lifecycle_event: event, npm_lifecycle_script: script = '', npm_package_name: name }: NodeJS.ProcessEnv) =>
  (event === 'npx' && script.includes(NAME)) || (event === 'start' && name === NAME)

/**
 * Calls back when the `npx` or `npm start` that runs this process has ended. npm does not pass on the signal that ends it, so the server
 * would keep its port. A server started in any other way may outlive its shell.
 */
export function whenNpmEnds (process: Pick<CommandProcess, 'env' | 'ppid'>, callback: () => void): void {
  if (isRunByNpm(process.env)) whenAncestorsEnd(process, false, callback)
}

/**
 * Calls back when the process that started this one has ended, for any reason. Shells and npm in between are skipped, since
 * they may outlive it.
 */
export function whenParentEnds (process: Pick<CommandProcess, 'ppid'>, callback: () => void): void {
  whenAncestorsEnd(process, true, callback)
}

function whenAncestorsEnd (process: Pick<CommandProcess, 'ppid'>, beyondNpm: boolean, callback: () => void): void {
  const parent = process.ppid
  const areThere = watchAncestors(parent, beyondNpm)
  const timer = setInterval(() => {
    // The system gives an orphan another parent
    if (process.ppid === parent && areThere()) return
    clearInterval(timer)
    callback()
  }, LOOK_MS)
  timer.unref()
}
