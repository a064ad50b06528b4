// Runs the bundled command up to its first response, and writes V8's code cache next to it, where
// src/command/load-bundle.ts reads it.
import { readFileSync, writeFileSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { Script } from 'node:vm'
import { freePort } from './free-port.mjs'

const file = resolve('dist/bundle.cjs')
const script = new Script(module.wrap(readFileSync(file, 'latin1')), { filename: file })
const loaded = { exports: {} }
script.runInThisContext()(loaded.exports, createRequire(file), loaded, file, dirname(file))

const port = await freePort()
let stop
await loaded.exports.command().runCommand({
  argv: ['node', 'cli.js', '--host=127.0.0.1', `--port=${port}`, '--logger=false'],
  env: {},
  stdout: process.stdout,
  stderr: process.stderr,
  once: (_signal, listener) => { stop = listener },
  exit: process.exit,
}, resolve('.'))
const { ok } = await fetch(`http://127.0.0.1:${port}/api/status`)
if (!ok) throw new Error('the command does not answer')
writeFileSync(`${file}.cache`, script.createCachedData())
await stop()
