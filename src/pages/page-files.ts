import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { NotFoundError } from '../input/not-found-error.js'
import { findPackageFile } from '../input/package-file.js'

/** The files that the build creates from `src/page`, with their content types. */
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

/** The files of the page, each read on its first request. */
export class PageFiles {
  readonly #find: typeof findPackageFile
  readonly #files = new Map<PageFileName, Promise<PageFile>>()

  /** @param find returns the absolute path of a file in the package */
  constructor (find = findPackageFile) {
    this.#find = find
  }

  /** @throws NotFoundError if the built page is missing, for example because the server was bundled without it */
  read (name: PageFileName): Promise<PageFile> {
    const known = this.#files.get(name)
    if (known) return known
    const file = this.#load(name)
    this.#files.set(name, file)
    return file
  }

  async #load (name: PageFileName): Promise<PageFile> {
    const path = this.#find(`dist/page/${name}`)
    if (path === undefined) throw new NotFoundError('file of the page', `dist/page/${name}`)
    const content = await readFile(path, 'utf8')
    return { type: TYPES[name], etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`, content }
  }
}
