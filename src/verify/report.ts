import { escapeMarkup } from '../kibana-http/escape-markup.js'
import type { Outcome } from './answer.js'
import type { Difference } from './compare.js'
import type { DifferentStep, Verdict } from './verify.js'

/** Counts of the scenarios in one area. */
export interface Count {
  readonly area: string
  readonly agreed: number
  readonly differ: number
  readonly skipped: number
}

const isDifferent = ({ different }: Verdict) => different.length > 0

/** Counts verdicts by area, in the order of areas. */
function countAreas (verdicts: readonly Verdict[]): Count[] {
  return [...new Set(verdicts.map(({ area }) => area))].map(area => {
    const all = verdicts.filter(verdict => verdict.area === area)
    const [differ, skipped] = [all.filter(isDifferent).length, all.filter(verdict => verdict.skipped !== undefined).length]
    return { area, agreed: all.length - differ - skipped, differ, skipped }
  })
}

/** Prints a table of areas, with totals. */
export function printTable (verdicts: readonly Verdict[]): string {
  const counts = countAreas(verdicts)
  const total = (key: 'agreed' | 'differ' | 'skipped') => counts.reduce((sum, count) => sum + count[key], 0)
  const rows = [...counts, { area: 'all', agreed: total('agreed'), differ: total('differ'), skipped: total('skipped') }]
  const line = (area: string, ...numbers: (string | number)[]) =>
    `${area.padEnd(16)}${numbers.map(number => String(number).padStart(9)).join('')}\n`
  return line('area', 'agreed', 'differ', 'skipped') +
    rows.map(({ area, agreed, differ, skipped }) => line(area, agreed, differ, skipped)).join('')
}

function printOutcome (outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'not sent'
  if ('unsent' in outcome) return `not sent: ${outcome.unsent}`
  const { status, headers, body } = outcome
  return [String(status), ...[headers, body].flatMap(part => part === undefined ? [] : [JSON.stringify(part)])].join(' ')
}

const printSide = (name: string, value: Difference['kibana']) =>
  `      ${name.padEnd(7)} ${value === undefined ? 'none' : JSON.stringify(value)}\n`

const printDifference = ({ kind, path, kibana, here }: Difference) =>
  `    ${kind}${path === '' ? '' : ` at ${path}`}\n${printSide('Kibana:', kibana)}${printSide('here:', here)}`

function printStep ({ number, step, kibana, here, differences }: DifferentStep): string {
  const { method, path, body, text, upload } = step
  const content = text ?? (upload ? `file ${upload.name}` : body === undefined ? '' : JSON.stringify(body))
  return `  step ${number}: ${method} ${path}${content === '' ? '' : ` ${content}`}\n${differences.map(printDifference).join('')}` +
    `    Kibana answered ${printOutcome(kibana)}\n    here answered   ${printOutcome(here)}\n`
}

/** Prints each difference: the request, its place in the response, and both values. */
export function printDifferences (verdicts: readonly Verdict[]): string {
  const title = ({ area, scenario: { establishes, source } }: Verdict) => `\n${area}: ${establishes} (${source})\n`
  return verdicts.filter(isDifferent).map(verdict => title(verdict) + verdict.different.map(printStep).join('')).join('')
}

/** Builds the JSON report for `--json`. */
export function jsonReport (verdicts: readonly Verdict[], about: object): object {
  return {
    ...about,
    areas: countAreas(verdicts),
    scenarios: verdicts.map(({ area, scenario, skipped, different }) => ({
      area,
      establishes: scenario.establishes,
      source: scenario.source,
      result: skipped !== undefined ? 'skipped' : different.length > 0 ? 'differs' : 'agreed',
      ...(skipped !== undefined && { reason: skipped }),
      ...(different.length > 0 && {
        steps: different.map(({ number, step: { method, path, body }, kibana, here, differences }) =>
          ({ step: number, request: { method, path, ...(body !== undefined && { body }) }, kibana, here, differences })),
      }),
    })),
  }
}

/** Escapes a text for an attribute or element of XML, which can't contain most control characters. */
const escapeXml = (text: string) => escapeMarkup(text.replace(/[^\x20-\uffff\n]/g, '?')).replaceAll('\n', '&#10;')

/** Builds the JUnit XML report for `--junit`. */
export function junitReport (verdicts: readonly Verdict[]): string {
  const testcase = ({ area, scenario, skipped, different }: Verdict) => {
    const inside = skipped !== undefined
      ? `<skipped message="${escapeXml(skipped)}"/>`
      : different.length > 0
        ? `<failure message="${different.length} of ${scenario.steps.length} answers differ">` +
          `${escapeXml(different.map(printStep).join(''))}</failure>`
        : ''
    return `    <testcase classname="${escapeXml(area)}" name="${escapeXml(scenario.establishes)}">${inside}</testcase>\n`
  }
  const suites = countAreas(verdicts).map(({ area, agreed, differ, skipped }) =>
    `  <testsuite name="${escapeXml(area)}" tests="${agreed + differ + skipped}" failures="${differ}" skipped="${skipped}">\n` +
    `${verdicts.filter(verdict => verdict.area === area).map(testcase).join('')}  </testsuite>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kibana-cases-mock verify">\n${suites.join('')}</testsuites>\n`
}
