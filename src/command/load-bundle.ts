import { existsSync, readFileSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Script } from 'node:vm'

/**
 * Loads a CommonJS file of plain ASCII. A file next to it, with `.cache` appended to its name, may contain the code that V8 compiled
 * at build time (scripts/code-cache.mjs): compiling takes a third of the command's start-up time. V8 rejects a cache from another version
 * or with other options; then, or without a cache, the file is compiled.
 */
export function loadBundle (file: string): unknown {
  return loadCompiled(file) ?? compile(file)
}

function loadCompiled (file: string): unknown {
  const cache = `${file}.cache`
  if (!existsSync(cache)) return undefined
  const script = new Script(module.wrap(readFileSync(file, 'latin1')), { filename: file, cachedData: readFileSync(cache) })
  if (script.cachedDataRejected) return undefined
  const loaded = { exports: {} }
  script.runInThisContext()(loaded.exports, createRequire(file), loaded, file, dirname(file))
  return loaded.exports
}

function compile (file: string): unknown {
  // Node 22 and later cache compiled code between starts
  if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache()
  return createRequire(file)(file)
}
