// Writes what follows from the routes: their table in README.md, and the collection of requests in examples/bruno.
import { readFileSync, writeFileSync } from 'node:fs'
import { startServer } from '../dist/index.js'
import { writeCollection } from './bruno.mjs'
import { routeTable, withRouteTable } from './route-table.mjs'

const kibana = await startServer()
const document = (await kibana.app.inject('/_mock/openapi.json')).json()
await kibana.close()
writeFileSync('README.md', withRouteTable(readFileSync('README.md', 'utf8'), routeTable(document.paths)))
writeCollection('examples/bruno', document)
