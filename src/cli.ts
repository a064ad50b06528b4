#!/usr/bin/env node
import module from 'node:module'
import { fileURLToPath } from 'node:url'

// From Node 22 on, code that was compiled once is not compiled again at the next start
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache()

const { runCommand } = await import('./command/run.js')
await runCommand(process, fileURLToPath(new URL('..', import.meta.url)))
