// Makes the README's links absolute, since the package has no docs/ and examples/, or relative again. It runs before and after `npm pack`,
// and before each build, in case a pack failed in between.
import { readFileSync, writeFileSync } from 'node:fs'

const { homepage, version } = JSON.parse(readFileSync('package.json', 'utf8'))
const repository = homepage.replace(/#.*/, '')

const changes = {
  absolute: text => text.replace(/(!?)(\[[^\]]*\])\((?![a-z]+:|#)([^)]+)\)/g, (_, picture, label, path) =>
    `${picture}${label}(${repository}/${picture ? 'raw' : 'blob'}/v${version}/${path})`),
  // Links of any version, since it may have changed in between
  relative: text => text.replace(/\]\(([^)]+?)\/(?:blob|raw)\/v\d[^/)]*\//g, (link, start) => start === repository ? '](' : link),
}

const change = changes[process.argv[2]]
if (!change) throw new Error('expected the argument absolute or relative')
const before = readFileSync('README.md', 'utf8')
const after = change(before)
if (after !== before) writeFileSync('README.md', after)
