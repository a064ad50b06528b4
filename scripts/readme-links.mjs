// Makes the README's links absolute for the package (`npm pack` runs this before and after), which lacks docs/ and examples/, or
// relative again.
import { readFileSync, writeFileSync } from 'node:fs'

const { homepage, version } = JSON.parse(readFileSync('package.json', 'utf8'))
const repository = homepage.replace(/#.*/, '')
const pages = `${repository}/blob/v${version}/`
const pictures = `${repository}/raw/v${version}/`

/** @param prefix the start of a link to a page, or, after `!`, to a picture */
const withPrefix = (text, links, prefix) => text.replace(links, (_, mark, path) => `${mark}(${prefix(mark)}${path})`)

const changes = {
  absolute: text => withPrefix(text, /(!?\[[^\]]*\])\((?![a-z]+:|#)([^)]+)\)/g, mark => mark.startsWith('!') ? pictures : pages),
  relative: text => text.replaceAll(`](${pages}`, '](').replaceAll(`](${pictures}`, ']('),
}

const change = changes[process.argv[2]]
if (!change) throw new Error('say absolute or relative')
writeFileSync('README.md', change(readFileSync('README.md', 'utf8')))
