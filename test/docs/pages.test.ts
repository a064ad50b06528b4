import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { COMMAND_OPTIONS } from '../../src/command/option-names.js'
import { PULL_FLAGS } from '../../src/command/pull.js'
import { VERIFY_FLAGS } from '../../src/command/verify-flags.js'
import { FAILURES } from '../../src/documents/failure.js'
import { EVENT_TYPES } from '../../src/control/events/event.js'
import { FAULT_PRESETS } from '../../src/control/faults/presets.js'
import { FilterSchema } from '../../src/control/journal/filter.js'
import { createOpenApi } from '../../src/openapi/document.js'
import { NEWEST_VERSION } from '../../src/versions/version.js'
import { StateSchema, type State } from '../../src/state/schema.js'
import type { ServerOptions } from '../../src/index.js'
import { testServer } from '../helpers/app.js'
import { guides, index, type Page, isOutput } from './page.js'

t.test('docs/', async t => {
  t.test('options and states on the pages are valid', async t => {
    const pieces = guides.flatMap(({ blocks }) => blocks.filter((block, place) => block.language === 'json' && !isOutput(blocks, place)))
    t.ok(pieces.length > 0)
    for (const { code } of pieces) {
      const piece = JSON.parse(code) as State | ServerOptions
      const isState = Object.keys(piece).every(key => key in StateSchema.properties)
      await t.resolves(testServer(t, isState ? { seed: piece as State } : piece as ServerOptions), code)
    }
  })

  t.test('every page is in the index', async t => {
    const missing = guides.map(({ path }) => path.replace('docs/', '')).filter(path => !index.text.includes(`(${path})`))
    t.strictSame(missing, [], 'without a row in docs/README.md')
  })

  t.test('every block on the pages is tested', async t => {
    const isTested: Record<string, (page: Page, place: number) => boolean> = {
      js: () => true,
      sh: () => true,
      yaml: ({ path }) => path.endsWith('/github-actions.md'),
      json: () => true,
      text: ({ blocks }, place) => isOutput(blocks, place),
      // Only the names in the Java code are checked
      java: ({ path }) => path.endsWith('/testcontainers.md'),
      console: () => true,
    }
    for (const page of [index, ...guides]) {
      const untested = page.blocks.filter(({ language, file }, place) => file === undefined && !isTested[language]?.(page, place))
      t.strictSame(untested, [], page.path)
    }
  })

  t.test('the routes, variables, flags and files on the pages exist', async t => {
    const paths = { ...(await createOpenApi('9.1.0')).paths, ...(await createOpenApi(NEWEST_VERSION)).paths }
    const routes = Object.keys(paths).map(path => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{[^}]+\}|\*/g, '[^/]+')}$`))
    const variables = ['KCM_CONFIG', 'KCM_FIXTURES_DIR', ...COMMAND_OPTIONS.map(({ variable }) => variable)]
    const flags = ['config', 'fixtures-dir', 'health', 'quiet', ...COMMAND_OPTIONS.map(({ flag }) => flag), ...Object.keys({
      ...VERIFY_FLAGS, ...PULL_FLAGS,
    })]
    const examples = readdirSync('examples', {
      recursive: true, withFileTypes: true,
    }).filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
    const texts = [...[index, ...guides], ...examples.map(path => ({ path, text: readFileSync(path, 'utf8') }))]
    const named = (pattern: RegExp) =>
      texts.flatMap(({ path, text }) => [...text.replaceAll('/:', '/').matchAll(pattern)].map(([, name = '']) => ({ path, name })))

    const paged = named(/((?<!\/rest)\/(?:_mock|api)\/[\w/.-]*\w)/g)
    t.ok(paged.length > 40)
    // Paths of Fleet are examples of requests that only a stub answers
    t.strictSame(paged.filter(({ name }) => !name.startsWith('/api/fleet') && !routes.some(route => route.test(name)) &&
      !Object.keys(paths).some(path => path.startsWith(`${name}/{`))), [])
    t.strictSame(named(/\b(KCM_\w+)/g).filter(({ name }) => !variables.includes(name)), [])
    t.strictSame(named(/npx kibana-cases-mock.*? --([\w-]+)/g).filter(({ name }) => !flags.includes(name)), [])
    t.strictSame(named(/\]\(([^)#:]+)\)/g).filter(({ path, name }) => !existsSync(join(dirname(path), name))), [])
    t.strictSame(named(/(?:withExposedPorts|getMappedPort)\((\d+)\)/g).filter(({ name }) => !readFileSync(
      'Dockerfile', 'utf8',
    ).includes(`EXPOSE ${name}\n`)), [])
  })

  t.test('lists on the pages are complete', async t => {
    const textOf = (name: string) => guides.find(({ path }) => path.endsWith(`/${name}`))!.text.replaceAll('\n', ' ')
    const [, failures = ''] = /`failure` is one of ([^;]*);/.exec(textOf('test-a-failed-push.md'))!
    t.strictSame([...failures.matchAll(/`([\w-]+)`/g)].map(([, name]) => name), FAILURES, 'failures in test-a-failed-push.md')
    const [, presets = ''] = /The others are ([^;]*);/.exec(textOf('test-an-outage.md'))!
    const presetNames = ['proxy-502', ...[...presets.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)]
    t.strictSame(presetNames.sort(), Object.keys(FAULT_PRESETS).sort(), 'presets in test-an-outage.md')
    const [, events = ''] = /A type is one of ([^;]*);/.exec(textOf('react-to-cases.md'))!
    t.strictSame([...events.matchAll(/`([\w.]+)`/g)].map(([, name]) => name), EVENT_TYPES, 'events in react-to-cases.md')
    const [, criteria = ''] = /A filter takes (.*?)`verify` takes/.exec(textOf('check-what-was-sent.md'))!
    const absent = Object.keys(FilterSchema.properties).filter(name => !criteria.includes(`\`${name}\``))
    t.strictSame(absent, [], 'criteria missing in check-what-was-sent.md')
  })
})
