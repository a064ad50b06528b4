// Writes the table of routes into README.md, from the built server's own description of them.
import { readFileSync, writeFileSync } from 'node:fs'
import { startServer } from '../dist/index.js'
import { routeTable, withRouteTable } from './route-table.mjs'

const kibana = await startServer()
const { paths } = (await kibana.app.inject('/_mock/openapi.json')).json()
await kibana.close()
writeFileSync('README.md', withRouteTable(readFileSync('README.md', 'utf8'), routeTable(paths)))
