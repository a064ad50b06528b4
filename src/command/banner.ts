import type { Paint } from './colors.js'

/** A started server, as the banner describes it. */
interface Started {
  readonly version: string
  /** The address of the documentation. */
  readonly homepage: string
  readonly kibanaVersion: string
  readonly url: string
  readonly elasticsearch: string | undefined
  readonly cases: number
  readonly connectors: number
  /** True if there are control routes, and a page. */
  readonly hasControl: boolean
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`

/** Builds the lines printed on a terminal at start-up: the version, its addresses, and the number of documents. */
export function bannerOf (
  { version, homepage, kibanaVersion, url, elasticsearch, cases, connectors, hasControl }: Started, paint: Paint,
): string {
  const rows = [
    ['Kibana', paint('cyan', url)],
    ...elasticsearch === undefined ? [] : [['Elastic', paint('cyan', elasticsearch)]],
    ...hasControl ? [['Page', paint('cyan', `${url}/_mock/`)], ['Routes', paint('cyan', `${url}/_mock/#/routes`)]] : [],
    ['Docs', paint('cyan', homepage)],
    ['Loaded', `${count(cases, 'case')}, ${count(connectors, 'connector')}`],
    ['Stop', 'Ctrl+C'],
  ]
  const lines = rows.map(([name = '', value = '']) => `  ${paint('dim', name.padEnd(7))} ${value}`)
  return `\n  ${paint('bold', 'kibana-cases-mock')} ${version}, as Kibana ${paint('bold', kibanaVersion)}\n\n${lines.join('\n')}\n\n`
}
