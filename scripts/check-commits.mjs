// Checks the commits since this rule exists: a conventional subject of at most 72 characters, a body that says why, and no path
// of a local machine. In a shallow clone it checks the available commits.
import { execFileSync } from 'node:child_process'

/** The last commit before the rule. */
const BASE = 'b336628fff'
const LONGEST_SUBJECT = 72
const SUBJECT = /^(feat|fix|docs|test|refactor|perf|build|ci|chore)(\([a-z0-9-]+\))?!?: [^A-Z\s]/
const MACHINE_PATH = /(^|[\s"'`(=])\/(work|tmp|home|root|Users)\//

const git = (...args) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

function range () {
  try {
    git('cat-file', '-e', `${BASE}^{commit}`)
    return `${BASE}..HEAD`
  } catch {
    return 'HEAD'
  }
}

function problemsOf ({ subject, body }) {
  return [
    !SUBJECT.test(subject) && 'no conventional subject (type(scope): lower case)',
    subject.length > LONGEST_SUBJECT && `${subject.length} characters in the subject, ${LONGEST_SUBJECT} at most`,
    body.trim() === '' && 'no body that says why',
    MACHINE_PATH.test(`${subject}\n${body}`) && 'a path of a local machine',
  ].filter(Boolean)
}

const commits = git('log', '--no-merges', '--format=%h%x00%s%x00%b%x01', range()).split('\x01').map(entry => entry.trim()).filter(Boolean)
let wrong = 0
for (const entry of commits) {
  const [id, subject, body = ''] = entry.split('\0')
  for (const problem of problemsOf({ subject, body })) {
    wrong++
    console.error(`${id} ${subject}\n    ${problem}`)
  }
}
console.log(`${commits.length} commits checked`)
if (wrong > 0) process.exitCode = 1
