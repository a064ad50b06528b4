import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of code. */
export interface Block {
  readonly language: string
  /** The file that the fence names, if any: ```` ```json cases.json ````. */
  readonly file: string | undefined
  readonly code: string
}

export interface Page {
  readonly path: string
  readonly text: string
  readonly blocks: readonly Block[]
}

function readPage (path: string): Page {
  const text = readFileSync(path, 'utf8')
  const blocks = [
    ...text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms),
  ].map(([, language = '', file, code = '']) => ({ language, file, code }))
  return { path, text, blocks }
}

/** The pages of the guides. */
export const guides = readdirSync('docs/guides').map(name => readPage(join('docs/guides', name)))
export const index = readPage('docs/README.md')
export const readme = readPage('README.md')

/** Joins all blocks of a language on a page into one program, since they build on each other. */
export const programOf = ({ blocks }: Page, language: string) =>
  blocks.filter(block => block.language === language && block.file === undefined).map(({ code }) => code).join('\n')

/** The files of a language that a page shows. */
export function filesOf (page: string, language: string): (Block & { file: string })[] {
  const found = guides.find(({ path }) => path.endsWith(`/${page}`))!.blocks.filter(block => block.language === language &&
    block.file !== undefined)
  if (found.length === 0) throw new Error(`${page} shows no file in ${language}`)
  return found.map(block => ({ ...block, file: block.file! }))
}

/** The first of these files. */
export const fileOf = (page: string, language: string) => filesOf(page, language)[0]!

/** True if a block shows the output of the commands before it. */
export const isOutput = (blocks: readonly Block[], place: number) =>
  ['json', 'text'].includes(blocks[place]!.language) && blocks[place]!.file === undefined && blocks[place - 1]?.language === 'sh'
