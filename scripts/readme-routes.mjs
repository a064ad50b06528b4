// Writes the table of routes into README.md, from the built server's own description of them.
import { readFileSync, writeFileSync } from 'node:fs'
import { createOpenApi } from '../dist/control/openapi.js'
import { routeTable, withRouteTable } from './route-table.mjs'

const { paths } = await createOpenApi('9.1.0')
writeFileSync('README.md', withRouteTable(readFileSync('README.md', 'utf8'), routeTable(paths)))
