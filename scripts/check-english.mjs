// Keeps stilted English out of comments and test titles: openings and words for which plainer ones exist.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const OPENING = /^(What|Which|Whose|Who|How|Why|Where|Lets) /
const WORDS = new RegExp(`\\b(?:${[
  '[Ss]omebody', '[Nn]obody', '[Ww]hoever', '[Ee]very(?:body|one)', '[Aa]ny(?:body|one)', 'anew', 'made[ -]up', 'that there (?:is|are) not',
  'for what is no',
  'the very', 'gives back', 'gives out', 'stands (?:in|for|behind|beside|at)', 'told', 'asked for', 'as wanted', 'goes by',
  'in the place of', 'can not',
  'in (?:its|their) (?:own )?words', 'held against', 'licence', 'colour\\w*', 'honour\\w*', 'behaviour\\w*',
].join('|')})\\b`)

const files = execFileSync('git', ['ls-files', 'src', 'test', 'scripts', 'bench'], { encoding: 'utf8' }).split('\n')
  .filter(name => /\.(ts|tsx|mjs)$/.test(name) && name !== 'scripts/check-english.mjs')

/** Extracts the prose of a line: a comment, or the title of a test. */
function proseOf (line) {
  const comment = /^\s*(?:\/\*\*?|\*(?!\/)|\/\/)\s?(.*)$/.exec(line) ?? /\s\/\/ (.*)$/.exec(line)
  if (comment) return comment[1].replace(/`[^`]*`|'[^']*'|"[^"]*"/g, '')
  return /\bt\.test\((['"`])(.*?)\1, async/.exec(line)?.[2]
}

let found = 0
for (const file of files) {
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const prose = proseOf(line)
    const word = prose && (OPENING.exec(prose) ?? WORDS.exec(prose))
    if (!word) continue
    found++
    console.error(`${file}:${index + 1} "${word[0].trim()}": ${prose.trim()}`)
  }
}
if (found > 0) process.exitCode = 1
