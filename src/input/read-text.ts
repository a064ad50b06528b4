import { readFileSync } from 'node:fs'

/** Reads a text file. A byte order mark, as Windows tools write it, is no part of its text. */
export const readText = (path: string): string => readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
