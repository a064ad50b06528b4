import { spawnSync } from 'node:child_process'
import { chromium } from 'playwright-core'

/** Starts the machine's own Chromium. @throws Error if there is none: a check that needs a browser may not pass without one */
export async function launchBrowser () {
  const { stdout } = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' })
  const executablePath = stdout.trim()
  if (executablePath === '') throw new Error('this needs the command chromium: on Debian, apt-get install chromium')
  return await chromium.launch({ executablePath, args: ['--no-sandbox'] })
}
