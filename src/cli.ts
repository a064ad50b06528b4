#!/usr/bin/env node
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadBundle } from './command/load-bundle.js'

const packageRoot = fileURLToPath(new URL('..', import.meta.url))
const { runCommand } = loadBundle(join(packageRoot, 'dist', 'cli.bundle.cjs')) as typeof import('./command/run.js')
await runCommand(process, packageRoot)
