import { existsSync, readFileSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Script } from 'node:vm'

/**
 * Loads a CommonJS file of plain ASCII. Beside it may lie, with `.cache` at the end of its name, what V8 made of it when it was
 * built (scripts/code-cache.mjs): compiling it again takes a third of the command's start. V8 refuses what another version of it,
 * or one with other options, has made; then, and without one, the file is compiled.
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
  // From Node 22 on, what was compiled once is not compiled again at the next start
  if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache()
  return createRequire(file)(file)
}
