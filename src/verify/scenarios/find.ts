import { get, type Area, type Step } from '../scenario.js'
import { CASES } from '../sources.js'
import { aCase, changed, invalid, refusal, table, type Row } from './bodies.js'

const FULL = { since: '8.10' } as const
const STRICT = { since: '8.9' } as const
const find = (query: string, message?: string): Step => get(`/api/cases/_find${query}`, message === undefined ? {} : refusal(message))
const TOO_MANY = 'The number of documents is too high. Paginating through more than 10000 documents is not possible.'

/** Three cases that filters tell apart. */
const CASES_TO_FIND: readonly Step[] = [
  aCase({ title: 'Super Bad Security Issue', tags: ['defacement', 'web'] }, 'first'),
  aCase({ title: 'Second issue', description: 'Malware on a laptop', tags: ['malware'] }, 'second'),
  aCase({ title: 'third', tags: [] }, 'third'),
  changed({ status: 'closed' }, 'closed', 'second'),
]

const FOUND: readonly Row[] = [
  ['cases are found oldest first', find('')],
  ['cases are found newest first on request', find('?sortOrder=desc')],
  ['cases are paged', find('?page=2&perPage=2')],
  ['a page after the last is empty', find('?page=5')],
  ['cases are found by status', find('?status=closed')],
  ['cases are found by several statuses', find('?status=closed&status=in-progress'), { since: '8.12' }],
  ['cases are found by a tag', find('?tags=malware')],
  ['cases are found by any of several tags', find('?tags=malware&tags=web')],
  ['tags are compared as a whole', find('?tags=mal')],
  ['cases are found by reporter', find('?reporters=unknown')],
  ['cases are found by owner', find('?owner=securitySolution')],
  ['an unknown owner has no cases', find('?owner=foo')],
  ['cases are found by severity', find('?severity=low'), { since: '8.3' }],
  ['cases are found by time', find('?from=2000-01-01&to=2000-12-31'), { since: '8.3' }],
  ['times may be relative', find('?from=now-1d&to=now%2B1d'), { since: '8.3' }],
  ['cases are found by a word of the title', find('?search=issue&searchFields=title'), FULL],
  ['part of a word finds nothing', find('?search=Iss&searchFields=title'), FULL],
  ['the start of a word is found with an asterisk', find('?search=Iss*&searchFields=title'), FULL],
  ['one of several words is enough', find('?search=malware%20super'), FULL],
  ['AND requires all words', find('?search=second%20issue&defaultSearchOperator=AND&searchFields=title'), FULL],
  ['words are excluded with a minus sign', find('?search=issue%20-second&defaultSearchOperator=AND&searchFields=title'), FULL],
  ['a phrase is found as a whole', find('?search=%22bad%20security%22&searchFields=title'), FULL],
  ['a search covers the description', find('?search=laptop&searchFields=description'), FULL],
  ['cases are sorted by title', find('?sortField=title&sortOrder=asc'), FULL],
  ['cases are sorted by the time of closing, open ones last', find('?sortField=closedAt&sortOrder=asc'), FULL],
  ['cases are sorted by status', find('?sortField=status&sortOrder=desc'), FULL],
  ['cases without assignees are found by "none"', find('?assignees=none'), { since: '8.5' }],
  ['a search for an id finds its case', find('?search={first.id}'), FULL],
]

const REFUSED: readonly Row[] = [
  ['a page has at most 100 cases',
    find('?perPage=101', 'The provided perPage value is too high. The maximum allowed perPage value is 100.'), FULL],
  ['no more than 10,000 cases are paged', find('?page=101&perPage=100', TOO_MANY), FULL],
  ['page 10,001 is refused whatever its size', find('?page=10001', TOO_MANY), FULL],
  ['a page is a number', find('?page=abc', `${invalid('abc', 'page')},cannot parse to a number`), FULL],
  ['the size of a page is a number', find('?perPage=true', `${invalid('true', 'perPage')},cannot parse to a number`), FULL],
  ['a page is given once', find('?page=1&page=2', invalid(['1', '2'], 'page')), STRICT],
  ['an unknown status is refused', find('?status=bad', invalid('bad', 'status'))],
  ['every status of a list is known',
    find('?status=open&status=bad', `${invalid(['open', 'bad'], 'status')},${invalid('bad', 'status')}`), { since: '8.12' }],
  ['an unknown field to sort by is refused', find('?sortField=foobar', invalid('foobar', 'sortField')), FULL],
  ['an unknown order is refused', find('?sortOrder=up', invalid('up', 'sortOrder'))],
  ['operators are in capital letters', find('?defaultSearchOperator=and', invalid('and', 'defaultSearchOperator'))],
  ['an unknown field to search is refused', find('?searchFields=foobar', invalid('foobar', 'searchFields')), FULL],
  ['a search is given once', find('?search=a&search=b', invalid(['a', 'b'], 'search'))],
  ['an unknown parameter is refused', find('?foo=1', 'invalid keys "foo"'), STRICT],
  ['repeated unknown parameters are refused with their values', find('?foo=1&foo=2', 'invalid keys "foo,["1","2"]"'), STRICT],
  ['page 0 is refused by Elasticsearch', get('/api/cases/_find?page=0', { status: 400 }), FULL],
]

export const findArea: Area = {
  name: 'find',
  scenarios: [
    { establishes: 'without cases the answer has zeros', source: CASES('4.4'), steps: [find('')] },
    ...table(CASES('4.4'), FOUND, CASES_TO_FIND),
    ...table(CASES('4.4'), REFUSED),
    { establishes: 'tags are listed once, in order', source: CASES('5'), steps: [...CASES_TO_FIND, get('/api/cases/tags')] },
    { establishes: 'reporters are listed once', source: CASES('5'), steps: [...CASES_TO_FIND, get('/api/cases/reporters')] },
    {
      establishes: 'each owner has its own tags',
      source: CASES('5'),
      steps: [...CASES_TO_FIND, get('/api/cases/tags?owner=observability')],
    },
    {
      establishes: 'an unknown parameter of the tags is refused',
      source: CASES('5'),
      since: '8.9',
      steps: [get('/api/cases/tags?foo=1', refusal('invalid keys "foo"'))],
    },
  ],
}
