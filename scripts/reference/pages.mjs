// The pages of docs/reference that are written by script, by their names. `sources` are the schemas and tables of src.
import { coverageSections } from './coverage.mjs'
import { errorRows } from './errors.mjs'
import { handleSections } from './handle.mjs'
import { versionSections } from './versions.mjs'
import { row, schemaTable, table } from './tables.mjs'

const NOTE = '<!-- Written by `npm run reference` from the schemas and doc comments; a test checks it. -->'
const page = (title, ...parts) => `# ${title}\n\n${NOTE}\n\n${parts.join('\n\n')}\n`

const printDefault = value => value === undefined || value === '' ? '' : `\`${JSON.stringify(value)}\``

function optionsPage ({ commandOptions, defaults, commandDefaults, describe }) {
  const rows = commandOptions.map(({ name, flag, variable, schema }) => [
    `\`${name}\``, `\`--${flag}\``, `\`${variable}\``,
    printDefault(defaults[name]), printDefault(commandDefaults[name]), schema.description ?? '',
  ])
  const nested = commandOptions.filter(({ schema }) => schema.properties)
    .map(({ name, schema }) => `### \`${name}\`\n\n${schemaTable(schema, describe)}`)
  return page('Options',
    'An option is an argument of `startServer()`, a key of a JSON config file, a flag and an environment variable; flags win over ' +
      'variables, variables over the file. In flags and variables objects and lists are JSON.',
    table(['option', 'flag', 'variable', 'default', "the command's default", 'meaning'], rows),
    '## Keys of options that are objects',
    ...nested)
}

const presetTable = presets => table(
  ['preset', 'meaning', 'seen in'],
  Object.entries(presets).map(([name, { description, source }]) => [`\`${name}\``, description, source]),
)

function statePage ({ state, describe }) {
  const lists = Object.entries(state.properties).map(([key, schema]) => [`\`${key}\``, describe(schema), schema.description ?? ''])
  const entries = Object.entries(state.properties).filter(([, { items }]) => items?.properties).map(([key, { items }]) =>
    `### \`${key}\`\n\n${schemaTable(items, describe)}`)
  return page(
    'The state format',
    'A state is the content of a seed, of `GET /_mock/state`, `PUT /_mock/state` and `exportState()`. Every key may be left out, ' +
      'except those that the tables of the entries mark as required: `{ "cases": [{ "title": "x" }] }` is a valid state.',
    table(['key', 'value', 'meaning'], lists),
    '## Entries of the lists',
    ...entries,
  )
}

function routesPage (document, version) {
  const rows = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { tags, summary = '' }]) =>
    [tags[0], method.toUpperCase(), `\`${path}\``, summary]))
  return page(
    'Routes',
    `Every route of the server as Kibana ${version}, and the control routes under \`/_mock\`. \`GET /_mock/openapi.json\` describes ` +
      'their bodies and answers. The routes of Cases, connectors, spaces and roles in other versions are [listed with their ' +
        'evidence](coverage.md).',
    table(['area', 'method', 'path', 'purpose'], rows.sort((a, b) => row(a) < row(b) ? -1 : 1)),
  )
}

/** All pages: name -> text. */
export async function referencePages (sources) {
  const document = await sources.createOpenApi(sources.defaults.kibanaVersion)
  const changes = await sources.versionChanges()
  const recordings = sources.recordings()
  const coverage = sources.routeCoverage(await sources.declaredRoutes(), recordings)
  const { filter, page: paging, expectation, wait, recorded, fault, stub, failure, faultPresets, failurePresets, describe } = sources
  return {
    'options.md': optionsPage(sources),
    'handle.md': page(
      'The handle',
      'The object that `startServer()` returns. Its controls are also routes under `/_mock` ([routes](routes.md)).',
      handleSections(),
    ),
    'state-format.md': statePage(sources),
    'request-log.md': page(
      'The request log',
      '## Filter\n\nCriteria for requests. A request has to meet all of them; for a list, one of its items is enough.',
      schemaTable(filter, describe),
      '## Page\n\nIn addition to a filter, in `GET /_mock/requests`, `POST /_mock/requests/find` and `kibana.requests.all(filter, page)`.',
      schemaTable(paging, describe),
      '## Expectation\n\nFor `kibana.requests.verify()` and `POST /_mock/requests/verify`.',
      schemaTable(expectation, describe),
      '## Waiting\n\nFor `kibana.requests.waitFor(filter, options)`; over HTTP next to `match`.',
      schemaTable(wait, describe),
      '## A recorded request',
      schemaTable(recorded, describe),
    ),
    'faults.md': page(
      'Faults',
      'A fault applies to requests that match `match`, up to `times` times: once the user is known and the body is read, before ' +
        'Kibana\'s other checks. If several match, the first one applies.',
      schemaTable(fault, describe),
      '## Presets',
      presetTable(faultPresets),
    ),
    'stubs.md': page(
      'Stubs',
      'A stub answers the requests that its method and path match, after Kibana\'s general checks such as authentication. ' +
        'If several stubs match, the newest one answers.',
      schemaTable(stub, describe),
    ),
    'failures.md': page(
      'Failures of external systems',
      'A failure applies to executions of connectors that match `match`, up to `times` times. If several match, the first one applies.',
      schemaTable(failure, describe),
      '## Presets',
      presetTable(failurePresets),
    ),
    'errors.md': page(
      'Errors',
      'Kibana\'s messages, with `<name>` for each value that is filled in. ' +
        'The grammar of validation errors is in [cases.md](kibana/cases.md) §2.2.',
      table(['status', 'message', 'declared in'], errorRows().map(([status, message, file]) => [status, `\`${message}\``, `\`${file}\``])),
    ),
    'routes.md': routesPage(document, sources.defaults.kibanaVersion),
    'coverage.md': page('Evidence for each route', ...coverageSections(coverage, recordings)),
    'versions.md': page('Versions',
      'What each version of Kibana adds, changes and removes, as the option `kibanaVersion` selects it. A version that is not listed ' +
        'behaves as the one before it. 9.0 has the features of 8.18, and 9.1 those of 8.19; what 9.0 removed is in 8.19.',
      ...versionSections(sources, changes)),
  }
}
