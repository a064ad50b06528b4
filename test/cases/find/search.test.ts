import t from 'tap'
import { testServer } from '../../helpers/app.js'
import { createCase, errorBody, jiraConnector } from '../../helpers/cases.js'
import { find, search } from './four-cases.js'

t.test('the parameter search of GET /api/cases/_find', async t => {
  const kibana = await testServer(t)
  const superBad = await createCase(kibana, {
    title: 'Super Bad Security Issue', description: 'The web-server of example.com', tags: ['Blue Team', 'red'],
  })
  const quick = await createCase(kibana, {
    title: 'The quick brown fox🚨', description: 'jumps over 192.168.1.10', tags: [], connector: { ...jiraConnector, name: 'My Tracker' },
  })
  const plain = await createCase(kibana, {
    title: 'Nothing', description: `As ${superBad.id} was, don't (again)`, tags: [], owner: 'observability',
  })
  const names = new Map([[superBad.id, 'super'], [quick.id, 'quick'], [plain.id, 'plain']])

  const found = async (query: Record<string, string>) => {
    const { status, body } = await search(kibana, query)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body.cases.map(({ id }: { id: string }) => names.get(id))
  }

  const ALL = ['super', 'quick', 'plain']
  // Source: Elasticsearch's reference of simple_query_string and of the standard analyzer; Kibana's find_cases.ts for `Iss`
  const searches: [search: string, found: string[], more?: Record<string, string>][] = [
    ['', ALL],
    ['🚨', ['quick']],
    ['🚨 Nothing', ['quick', 'plain']],
    ['🚨 Nothing', [], { defaultSearchOperator: 'AND' }],
    ['"fox 🚨"', ['quick']],
    ['fox🚨', ['quick'], { searchFields: 'title', defaultSearchOperator: 'AND' }],
    ['🔥', []],
    ['Issue', ['super']],
    ['issue', ['super']],
    ['ISSUE', ['super']],
    ['Iss', []],
    // Kibana also searches fields of other types, see the README
    ['2025-06-01', []],
    ['true', []],
    // The second case has it in a field of its connector
    ['Iss*', ['super', 'quick']],
    ['iss*', ['super', 'quick']],
    ['Iss*', ['super'], { searchFields: 'title' }],
    ['*', ALL],
    [' ', []],
    ['  * ', ALL],
    // Words of all text fields are searched, split at punctuation
    ['server', ['super']],
    ['web-server', ['super']],
    ['example', []],
    ['example.com', ['super']],
    ['192.168.1.10', ['quick']],
    ["don't", ['plain']],
    ['tracker', ['quick']],
    ['issueType', ['quick']],
    // Keywords match only exactly and as a whole
    ['red', ['super']],
    ['Red', []],
    ['Blue', []],
    ['"Blue Team"', ['super']],
    ['"blue team"', []],
    ['Blu*', ['super']],
    ['observability', ['plain']],
    ['.jira', ['quick']],
    ['elastic', ALL],
    // Operators
    ['issue fox', ['super', 'quick']],
    ['issue fox', [], { defaultSearchOperator: 'AND' }],
    ['security issue', ['super'], { defaultSearchOperator: 'AND' }],
    ['issue + fox', []],
    ['issue+super', ['super']],
    ['issue | fox', ['super', 'quick'], { defaultSearchOperator: 'AND' }],
    ['issue + super | fox', ['super', 'quick']],
    ['fox | issue + super', ['super']],
    ['fox | (issue + super)', ['super', 'quick']],
    ['-issue', ['quick', 'plain']],
    ['--issue', ['super']],
    ['- issue', ['super']],
    ['brown -quick', ['super', 'quick', 'plain']],
    ['brown -quick', [], { defaultSearchOperator: 'AND' }],
    ['brown -issue', ['quick'], { defaultSearchOperator: 'AND' }],
    ['-(issue | fox)', ['plain']],
    ['"brown fox"', ['quick']],
    ['"fox brown"', []],
    ['"quick fox"', []],
    ['"quick fox"~1', ['quick']],
    ['"fox quick"~1', []],
    ['"fox quick"~9', ['quick']],
    ['"quick fox"~x', []],
    ['"brown fox" "super bad"', [], { defaultSearchOperator: 'AND' }],
    ['isue~', ['super']],
    ['isue~1', ['super']],
    ['sie~1', []],
    ['isseu~1', ['super']],
    ['issue~0', ['super']],
    ['issu~99', ['super']],
    ['bruise~5', []],
    // Invalid syntax is skipped
    ['issue (', ['super']],
    [') issue', ['super']],
    ['() issue', ['super']],
    ['(issue', ['super']],
    ['"issue', ['super']],
    ['issue "', ['super']],
    ['"" issue', ['super']],
    ['issue +', ['super']],
    ['| issue', ['super']],
    ['+ | issue', ['super']],
    ['issue + | fox', []],
    ['\\', []],
    ['issue\\', ['super']],
    ['~2', []],
    ['~ issue', ['super']],
    // Not a prefix any more, though the search still ends with an asterisk
    ['iss\\*', ['super']],
    ['iss\\* zzz', []],
    ['\\"issue', ['super']],
    ['!!!', []],
    ['""', []],
    ['-', []],
    // Only the fields that are named
    ['server', [], { searchFields: 'title' }],
    ['server', ['super'], { searchFields: 'description' }],
    ['red', [], { searchFields: 'title' }],
    ['!!! issue', ['super'], { searchFields: 'title', defaultSearchOperator: 'AND' }],
    ['"!!!" issue', ['super'], { searchFields: 'title', defaultSearchOperator: 'AND' }],
    // With a prefix at the end, the words also form a phrase
    ['web-ser*', ['super'], { searchFields: 'description' }],
    ['web-ser*', []],
    ['quick bro*', ['quick'], { defaultSearchOperator: 'AND' }],
    ['-', [], { searchFields: 'title' }],
    ['!*', [], { searchFields: 'title' }],
  ]
  for (const [text, expected, more = {}] of searches) {
    t.test(`${JSON.stringify(text)} ${Object.values(more).join(' ')}`, async t => {
      t.strictSame(await found({ search: text, ...more }), expected)
    })
  }

  // Source: Kibana's cases_api_integration tests cases/find_cases.ts
  t.test('a UUID is also searched as the id of a case', async t => {
    t.strictSame(await found({ search: superBad.id }), ['super', 'plain'])
    t.strictSame(await found({ search: superBad.id, searchFields: 'title' }), ['super'])
    t.strictSame(await found({ search: quick.id }), ['quick'])
    // constructSearch of Kibana's cases/server/client/utils.ts joins both by a blank, an OR by default
    t.strictSame(await found({ search: superBad.id, defaultSearchOperator: 'AND' }), [])
    t.strictSame(await found({ search: '00000000-0000-0000-0000-000000000000' }), [])
    // Something similar to a UUID is an ordinary word
    t.strictSame(await found({ search: superBad.id.slice(0, -1) }), ['plain'])
  })

  t.test('accepts several fields', async t => {
    const { body } = await find(kibana, 'search=fox+server&searchFields=title&searchFields=description')
    t.equal(body.total, 2)
  })

  t.test('searches pushed records, and the user who changed the case', async t => {
    const kibana = await testServer(t, {
      seed: {
        cases: [{
          id: 'pushed',
          title: 'x',
          external_service: {
            connector_id: 'j',
            connector_name: 'Jira of ours',
            external_id: '10',
            external_title: 'CASE-7',
            external_url: 'http://jira/browse/CASE-7',
            pushed_at: '2025-06-01T10:00:00.000Z',
            pushed_by: { username: 'pusher', full_name: null, email: null },
          },
        }],
      },
    })
    for (const text of ['pusher', 'browse', 'case', '"Jira of ours"']) t.equal((await search(kibana, { search: text })).body.total, 1, text)
  })

  t.test('a search with more clauses than Elasticsearch accepts is refused', async t => {
    t.equal((await search(kibana, { search: 'a '.repeat(1024) })).status, 200)
    const { status, body } = await search(kibana, { search: 'a '.repeat(1025) })
    t.equal(status, 400)
    t.strictSame(body, errorBody(400, 'Query contains too many nested clauses; maxClauseCount is set to 1024'))
  })

  t.test('accepts any nesting of parentheses', async t => {
    const deep = `${'('.repeat(5000)}issue${')'.repeat(5000)}`
    t.strictSame(await found({ search: deep }), ['super'])
    t.strictSame(await found({ search: '(fox '.repeat(1000) + ')'.repeat(1000) }), ['quick'])
  })
})
