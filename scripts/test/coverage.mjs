// Maps V8's coverage of the compiled files to the lines of the TypeScript sources.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mergeProcessCovs } from '@bcoe/v8-coverage'
import v8ToIstanbul from 'v8-to-istanbul'
import { OUT } from './compile.mjs'

/** Lists the lines of src/ that no test runs, as `src/file.ts:12-14`. A file that no test loads is not covered at all. */
export async function uncoveredLines (directory) {
  const base = pathToFileURL(resolve(OUT, 'src')).href + '/'
  const processes = readdirSync(directory).filter(name => name.endsWith('.json')).map(name => {
    const { result } = JSON.parse(readFileSync(join(directory, name), 'utf8'))
    return { result: result.filter(({ url }) => url.startsWith(base)) }
  })
  const { result } = mergeProcessCovs(processes)
  const byUrl = new Map(result.map(script => [script.url, script]))
  // The page runs in a browser, where the tests in test/page use it
  const sources = readdirSync('src', { recursive: true }).filter(name => name.endsWith('.ts') && !name.startsWith('page/')).sort()
  const lines = await Promise.all(sources.map(async name => {
    const compiled = name.replace(/\.ts$/, '.js')
    const script = byUrl.get(base + compiled)
    if (script) return uncoveredIn(join(OUT, 'src', compiled), join('src', name), script)
    return hasCode(join(OUT, 'src', compiled)) ? [`src/${name} (never loaded)`] : []
  }))
  return lines.flat()
}

/** Files with only types leave no code. */
const hasCode = compiled => readFileSync(compiled, 'utf8').split('\n').some(line => line !== '' && !line.startsWith('//'))

async function uncoveredIn (compiled, source, { functions }) {
  const converter = v8ToIstanbul(compiled)
  await converter.load()
  converter.applyCoverage(functions)
  const [data] = Object.values(converter.toIstanbul())
  const lines = Object.entries(data.statementMap).filter(([id]) => data.s[id] === 0).map(([, { start }]) => start.line)
  return ranges(lines).map(range => `${source}:${range}`)
}

function ranges (lines) {
  const found = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last && last[1] === line - 1) last[1] = line
    else found.push([line, line])
  }
  return found.map(([first, last]) => first === last ? `${first}` : `${first}-${last}`)
}
