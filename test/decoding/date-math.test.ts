import t from 'tap'
import { evaluateDateMath, parseDateMath } from '../../src/decoding/date-math.js'

// A Wednesday
const NOW = Date.parse('2025-06-11T10:20:30.456Z')

const show = (time: number) => new Date(time).toISOString()

// Source: Elasticsearch's reference, "Date math" and "Date math and rounding" of the range query
const times: [text: string, start: string, end?: string][] = [
  ['now', '2025-06-11T10:20:30.456Z'],
  [' now ', '2025-06-11T10:20:30.456Z'],
  ['now-1d', '2025-06-10T10:20:30.456Z'],
  ['now+1h', '2025-06-11T11:20:30.456Z'],
  ['now-d', '2025-06-10T10:20:30.456Z'],
  ['now-90m', '2025-06-11T08:50:30.456Z'],
  ['now-10s', '2025-06-11T10:20:20.456Z'],
  ['now-2w', '2025-05-28T10:20:30.456Z'],
  ['now+1M', '2025-07-11T10:20:30.456Z'],
  ['now-1y', '2024-06-11T10:20:30.456Z'],
  ['now/s', '2025-06-11T10:20:30.000Z', '2025-06-11T10:20:30.999Z'],
  ['now/m', '2025-06-11T10:20:00.000Z', '2025-06-11T10:20:59.999Z'],
  ['now/h', '2025-06-11T10:00:00.000Z', '2025-06-11T10:59:59.999Z'],
  ['now/H', '2025-06-11T10:00:00.000Z', '2025-06-11T10:59:59.999Z'],
  ['now/d', '2025-06-11T00:00:00.000Z', '2025-06-11T23:59:59.999Z'],
  ['now/w', '2025-06-09T00:00:00.000Z', '2025-06-15T23:59:59.999Z'],
  ['now/M', '2025-06-01T00:00:00.000Z', '2025-06-30T23:59:59.999Z'],
  ['now/y', '2025-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z'],
  ['now-1d/d', '2025-06-10T00:00:00.000Z', '2025-06-10T23:59:59.999Z'],
  ['now/1d', '2025-06-11T00:00:00.000Z', '2025-06-11T23:59:59.999Z'],
  ['now/d+1h', '2025-06-11T01:00:00.000Z', '2025-06-12T00:59:59.999Z'],
  ['2024', '2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2024-02-29T', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2024-02-29T10', '2024-02-29T10:00:00.000Z', '2024-02-29T10:59:59.999Z'],
  ['2024-02-29T10:11', '2024-02-29T10:11:00.000Z', '2024-02-29T10:11:59.999Z'],
  ['2024-02-29T10:11:12', '2024-02-29T10:11:12.000Z', '2024-02-29T10:11:12.999Z'],
  ['2024-02-29T10:11:12.5', '2024-02-29T10:11:12.500Z'],
  ['2024-02-29T10:11:12,123456789Z', '2024-02-29T10:11:12.123Z'],
  ['2024-02-29T10:11:12.123+02:00', '2024-02-29T08:11:12.123Z'],
  ['2024-02-29T10:11:12.123-0130', '2024-02-29T11:41:12.123Z'],
  ['2024-02-29T10:11:12.123+01', '2024-02-29T09:11:12.123Z'],
  ['0001-01-01', '0001-01-01T00:00:00.000Z', '0001-01-01T23:59:59.999Z'],
  ['2024-01-31||+1M', '2024-02-29T00:00:00.000Z'],
  ['2024-01-31||+1M/M', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2024-01-31||', '2024-01-31T00:00:00.000Z'],
  ['1718101230456', '2024-06-11T10:20:30.456Z'],
  ['-1', '1969-12-31T23:59:59.999Z'],
  ['1.7', '1970-01-01T00:00:00.001Z'],
]

t.test('evaluateDateMath', async t => {
  for (const [text, start, end = start] of times) {
    t.test(`reads ${text}`, async t => {
      t.equal(show(evaluateDateMath(text, NOW, 'start')), start)
      t.equal(show(evaluateDateMath(text, NOW, 'end')), end)
    })
  }

  // Source: Elasticsearch's JavaDateMathParser
  const notADate = (text: string) => `failed to parse date field [${text}] with format [strict_date_optional_time||epoch_millis]`
  const twice = (text: string) => `${notADate(text)}: [${notADate(text)}]`
  const refused: [text: string, reason?: string][] = [
    ['', 'cannot parse empty datetime'],
    ['||+1d', 'cannot parse empty datetime'],
    ['now-', 'truncated date math [-]'],
    ['now-1', 'truncated date math [-1]'],
    ['now-12', 'truncated date math [-12]'],
    ['now-1d+', 'truncated date math [-1d+]'],
    ['now-1x', 'unit [x] not supported for date math [-1x]'],
    ['now/2d', 'rounding `/` can only be used on single unit types [/2d]'],
    ['now-1d x', 'operator not supported for date math [-1d x]'],
    ['nowhere', 'operator not supported for date math [here]'],
    ['now||+1d', 'operator not supported for date math [||+1d]'],
    ['2024-01-01||+1d||', 'operator not supported for date math [+1d||]'],
    ['2024-13-01||+1d', twice('2024-13-01')],
    ...[
      'yesterday', '2024-13-01', '2024-02-30', '2024-00-10', '2024-1-1', '2024-02-29Z', '2024-02-29T24:00', '2024-02-29T10:61',
      '2024-02-29 10:00',
      '2024-02-29T10:11:12.123+25:00', '2024-02-29T10:11:12.1234567890', '2024-01-01+1d', 'now+9999999y', '99999999999999999999',
    ].map((text): [string] => [text]),
  ]
  for (const [text, reason = twice(text)] of refused) {
    t.test(`refuses ${JSON.stringify(text)}`, async t => {
      for (const edge of ['start', 'end'] as const) {
        t.throws(() => evaluateDateMath(text, NOW, edge), { name: 'DateMathError', message: reason })
        t.equal(parseDateMath(text, NOW, edge), undefined)
      }
    })
  }
})
