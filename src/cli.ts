#!/usr/bin/env node
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadBundle } from './command/load-bundle.js'

const packageRoot = fileURLToPath(new URL('..', import.meta.url))
const { command } = loadBundle(join(packageRoot, 'dist', 'bundle.cjs')) as { command: () => typeof import('./command/run.js') }
await command().runCommand(process, packageRoot)
