import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startServer } from '../../src/index.js'
import { casesOf, kibana, pull, type Case } from '../helpers/pull-command.js'
import { runSubcommand } from '../helpers/subcommand.js'

/** Lists all strings in a value, with the keys that lead to them. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []

t.test('an anonymized state has the same shape, without people, texts and hosts', async t => {
  const url = await kibana(t)
  const directory = t.testdir({})
  const [plain, hidden] = [join(directory, 'plain.json'), join(directory, 'hidden.json')]
  await pull(url, plain)
  t.match(await pull(url, hidden, '--anonymise'), { code: 0 })
  const [before, after] = [plain, hidden].map(path => JSON.parse(readFileSync(path, 'utf8')))

  const words = (texts: readonly (string | null)[]) => new Set(texts.flatMap(text => (text ?? '').toLowerCase().match(/\p{L}{5,}/gu) ?? []))
  const secret = words([
    ...before.cases.flatMap((one: any) => [
      one.title, one.description, ...one.tags, one.created_by.full_name, one.created_by.email,
      ...one.comments.map(({ comment = '' }) => comment),
    ]),
    ...before.connectors.flatMap(({ name, config }: any) => [name, ...textsOf(config)]),
  ])
  const same = new Set(textsOf(before))
  const [stayed, replaced] = [textsOf(after).filter(text => same.has(text)), textsOf(after).filter(text => !same.has(text))]
  t.strictSame([...words(replaced)].filter(word => secret.has(word) && !['https', 'example'].includes(word)), [])
  t.strictSame(stayed.filter(text => /\s|:\/\/|@/.test(text)), [], 'ids, times and words of a fixed list stay')

  const users = (state: any) => new Set(state.cases.map(({ created_by: { username } }: any) => username)).size
  t.equal(users(after), users(before), 'each person has another name')
  t.equal(
    new Set(after.cases.flatMap(({ tags }: any) => tags)).size,
    new Set(before.cases.flatMap(({ tags }: any) => tags)).size,
    'each tag has another name',
  )
  const shape = (state: any) =>
    state.cases.map(({ id, status, severity, created_at: at, comments }: any) => [id, status, severity, at, comments.length])
  t.strictSame(shape(after), shape(before))
  await using loaded = await startServer({ seed: hidden })
  t.equal((await casesOf(loaded.url)).length, before.cases.length)
})

t.test('spaces and a query select cases', async t => {
  const state = {
    spaces: [{ id: 'soc', name: 'SOC' }],
    cases: [{ title: 'One', status: 'open' }, { title: 'Two', status: 'closed' }, { title: 'Three', space: 'soc' }],
  }
  const url = await kibana(t, [
    '--seed', JSON.stringify(state), '--connectors', JSON.stringify({ mail: { name: 'Mail', actionTypeId: '.email' } }),
  ])
  const out = join(t.testdir({}), 'state.json')
  const titles = async (...args: readonly string[]) => {
    const { code, stdout } = await pull(url, out, ...args)
    t.equal(code, 0)
    t.match(stdout, /\n {2}connectors of kibana\.yml have become ordinary ones: mail\n {2}connectors are without secrets\n$/)
    return JSON.parse(readFileSync(out, 'utf8')).cases.map(({ title, space }: Case) => `${space} ${title}`).sort()
  }
  t.strictSame(await titles(), ['default One', 'default Two'])
  t.strictSame(await titles('--query', 'status=closed'), ['default Two'])
  t.strictSame(await titles('--space', 'soc'), ['soc Three'])
  t.strictSame(await titles('--space', '*'), ['default One', 'default Two', 'soc Three'])
  t.match(await pull(url, out, '--space', 'none'), { code: 2, stderr: /there is no space "none": spaces are default, soc\n$/ })
  t.match(await pull(url, out, '--query', 'status=none'), {
    code: 2, stderr: /GET \/api\/cases\/_find\?.*: 400 Invalid value "none" supplied to "status"\n$/,
  })
  t.match(await runSubcommand(['pull', '-h']).ended, { code: 0, stdout: /^Usage: kibana-cases-mock pull --kibana URL/ })
})
