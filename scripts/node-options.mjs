import { readFileSync } from 'node:fs'

const { scripts: { start } } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/**
 * Options of Node.js for `npm start` and the image. With a larger young generation, fewer garbage collections copy the request log,
 * activity and incidents, which saves a tenth of the time per request and takes at most some 60 MB.
 */
export const NODE_OPTIONS = start.split(' ').filter(word => word.startsWith('--'))
