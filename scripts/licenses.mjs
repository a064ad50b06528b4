// Collects the licenses of bundled packages, which must accompany every copy.
import { readdirSync, readFileSync } from 'node:fs'

/** @param inputs from esbuild's metafiles; @returns the name, version and license of each bundled package */
export function licensesOf (inputs) {
  const folders = new Set(Object.keys(inputs).flatMap(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  return [...folders].sort().map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
    const file = readdirSync(folder).find(file => /^licen[cs]e/i.test(file))
    const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `License: ${license}`
    return `${name} ${version}\n\n${text}\n`
  }).join(`\n${'-'.repeat(80)}\n\n`)
}
