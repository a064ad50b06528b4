import type { State } from '../state/schema.js'
import type { Paint } from './colors.js'

/** A started server, as the banner describes it. */
export interface Started {
  readonly version: string
  readonly kibanaVersion: string
  readonly url: string
  readonly elasticsearch: string | undefined
  readonly state: Pick<State, 'cases' | 'connectors'>
  /** Whether it serves the control routes and the page. */
  readonly hasControl: boolean
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`

/** The lines at the start on a terminal: what runs, where it is, and where to look. */
export function bannerOf ({ version, kibanaVersion, url, elasticsearch, state, hasControl }: Started, paint: Paint): string {
  const { cases = [], connectors = [] } = state
  const rows = [
    ['Kibana', paint('cyan', url)],
    ...elasticsearch === undefined ? [] : [['Elastic', paint('cyan', elasticsearch)]],
    ...hasControl ? [['Page', paint('cyan', `${url}/_mock/`)], ['Routes', paint('cyan', `${url}/_mock/docs`)]] : [],
    ['Loaded', `${count(cases.length, 'case')}, ${count(connectors.length, 'connector')}`],
    ['Stop', 'Ctrl+C'],
  ]
  const lines = rows.map(([name = '', value = '']) => `  ${paint('dim', name.padEnd(7))} ${value}`)
  return `\n  ${paint('bold', 'kibana-cases-mock')} ${version}, as Kibana ${paint('bold', kibanaVersion)}\n\n${lines.join('\n')}\n\n`
}
