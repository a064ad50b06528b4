// The part of Vitest that the guides use, on node:test
import { after, describe as suite, test } from 'node:test'

const each = rows => (title, body) => { for (const row of rows) suite(title.replace('%s', row), () => body(row)) }

export const describe = Object.assign((...args) => suite(...args), { each })
export { after as afterAll, test }
