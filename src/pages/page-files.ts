import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NotFoundError } from '../input/not-found-error.js'

/** The files that the build makes of `src/page`, with their content types. */
const TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
} as const

export type PageFileName = keyof typeof TYPES

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly type: string
  readonly etag: string
  readonly content: string
}

/** The nearest `dist/page` above a directory: beside the bundle, and above the sources. */
function findFolder (directory: string): string | undefined {
  const folder = join(directory, 'dist/page')
  if (existsSync(folder)) return folder
  const above = dirname(directory)
  return above === directory ? undefined : findFolder(above)
}

/** The files of the page, each read on its first request. */
export class PageFiles {
  readonly #start: string
  readonly #files = new Map<PageFileName, Promise<PageFile>>()

  /** @param start the place where the search for the built page begins, as a file URL */
  constructor (start = import.meta.url) {
    this.#start = start
  }

  /** @throws NotFoundError for a copy of the server without the built page, such as one that a user bundled */
  read (name: PageFileName): Promise<PageFile> {
    const known = this.#files.get(name)
    if (known) return known
    const file = this.#load(name)
    this.#files.set(name, file)
    return file
  }

  async #load (name: PageFileName): Promise<PageFile> {
    const folder = findFolder(dirname(fileURLToPath(this.#start)))
    if (folder === undefined) throw new NotFoundError('file of the page', `dist/page/${name}`)
    const content = await readFile(join(folder, name), 'utf8')
    return { type: TYPES[name], etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`, content }
  }
}
