// What tap's coverage is about, whichever test runs: the sources, not what is built from them (tests start that too).
import { readdirSync } from 'node:fs'

const sources = readdirSync('src', { recursive: true }).filter(name => name.endsWith('.ts')).map(name => `src/${name}`)

export default () => sources
