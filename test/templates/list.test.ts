import t from 'tap'
import { call, errorBody } from '../helpers/cases.js'
import { PATH, PRIORITY, server } from './template-server.js'

t.test('GET /api/cases/templates', async t => {
  const TEMPLATES = [
    { id: 'c', name: 'charlie', definition: PRIORITY, tags: ['x'], author: 'ann', usageCount: 2, lastUsedAt: '2025-01-02T00:00:00Z' },
    { id: 'a', name: 'alpha', description: 'About mail', owner: 'observability', definition: 'fields: []', isEnabled: false },
    { id: 'b', name: 'bravo', definition: 'fields: []', tags: ['x', 'y'], author: 'bob', deletedAt: '2025-01-01T00:00:00Z' },
    { id: 'd', name: 'delta', definition: 'fields: [{ $ref: impact }]', author: 'bob', tags: ['y'] },
    { id: 'e', name: 'echo', definition: 'not a definition' },
  ]
  const IMPACT = 'name: impact\nlabel: Hit strength\ntype: keyword\ncontrol: TEXTAREA'
  const kibana = await server(t, { seed: { templates: TEMPLATES, fieldDefinitions: [{ definition: IMPACT }] } })
  const ids = async (query: string) =>
    (await call(kibana, 'GET', `${PATH}?${query}`)).body.templates.map(({ templateId }: { templateId: string }) => templateId)
  // Source: Kibana of about 9.5, x-pack/platform/plugins/shared/cases/server/services/templates/index.ts
  for (const [query, expected] of [
    ['', ['a', 'c', 'd']],
    ['sortOrder=desc', ['d', 'c', 'a']],
    ['isDeleted=true', ['a', 'b', 'c', 'd']],
    ['owner=cases', ['c', 'd']],
    ['owner=cases&owner=observability', ['a', 'c', 'd']],
    ['owner=nobody', []],
    ['tags=x', ['c']],
    ['tags=x&tags=y', ['c', 'd']],
    ['author=bob', ['d']],
    ['isEnabled=true', ['c', 'd']],
    ['isEnabled=false', ['a']],
    ['search=MAIL', ['a']],
    ['search=priori', ['c']],
    ['search=harl', ['c']],
    ['search=ch*lie', ['c']],
    ['search=c?arlie', ['c']],
    ['search=about%20mail', ['a']],
    ['search=mail%20about', []],
    ['search=bout', []],
    ['search=impa', ['d']],
    ['search=strength', ['d']],
    ['search=hit%20hard', ['d']],
    ['search=streng', []],
    ['search=%20', []],
    ['tags=', ['a', 'c', 'd']],
    ['author=&owner=cases', ['c', 'd']],
    ['perPage=1&page=2', ['c']],
    ['sortField=templateId&sortOrder=desc', ['d', 'c', 'a']],
    ['sortField=usageCount', ['c', 'a', 'd']],
    ['sortField=usageCount&sortOrder=desc', ['c', 'a', 'd']],
    ['sortField=lastUsedAt', ['c', 'a', 'd']],
    ['sortField=deletedAt&isDeleted=true', ['b', 'a', 'c', 'd']],
    ['sortField=author', ['c', 'd', 'a']],
    ['sortField=author&sortOrder=desc', ['d', 'c', 'a']],
    ['sortField=fieldCount', ['a', 'c', 'd']],
    ['sortField=isLatest', ['a', 'c', 'd']],
    ['sortField=templateVersion', ['a', 'c', 'd']],
    ['sortField=author&owner=cases', ['c', 'd']],
  ] as const) {
    t.test(`${query || 'without a query'} lists ${expected.join(', ') || 'none'}`, async t => {
      t.strictSame(await ids(query), expected)
    })
  }

  t.test('counts a template with an invalid definition, but leaves it out', async t => {
    t.match((await call(kibana, 'GET', PATH)).body, { page: 1, perPage: 20, total: 4 })
    t.equal((await call(kibana, 'GET', `${PATH}/e`)).status, 400)
  })

  t.test('reports whether the search matches a field', async t => {
    t.strictSame((await call(
      kibana, 'GET', `${PATH}?search=r`,
    )).body.templates.map(({ templateId, fieldSearchMatches }: Record<string, unknown>) => [templateId, fieldSearchMatches]),
    [['c', true]])
  })

  t.test('refuses unknown query parameters', async t => {
    t.strictSame((await call(kibana, 'GET', `${PATH}?foo=1`)).body, errorBody(
      400, '[request query.foo]: Additional properties are not allowed (\'foo\' was unexpected)',
    ))
    t.equal((await call(kibana, 'GET', `${PATH}?sortField=foo`)).status, 400)
  })

  t.test('exports templates to a state and imports them unchanged', async t => {
    const { templates } = kibana.exportState()
    const copy = await server(t, { seed: { templates: templates! } })
    t.strictSame(copy.exportState().templates, templates)
    t.match(templates, [
      { templateId: 'c', lastUsedAt: '2025-01-02T00:00:00.000Z' }, { isEnabled: false }, { deletedAt: '2025-01-01T00:00:00.000Z' },
    ])
  })

  t.test('accepts several versions of a template in a state', async t => {
    const copy = await server(t, {
      seed: {
        templates: [{ templateId: 't', definition: 'name: old\nfields: []' }, {
          templateId: 't', templateVersion: 2, name: 'new', definition: 'fields: []',
        }],
      },
    })
    t.match((await call(copy, 'GET', `${PATH}/t`)).body, { name: 'new', templateVersion: 2 })
    t.match((await call(copy, 'GET', `${PATH}/t?version=1`)).body, { name: 'old', isLatest: false })
  })
})
