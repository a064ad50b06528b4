import { join } from 'node:path'
import type { Test } from 'tap'

/** Files of a test, by name. */
export const files = (t: Test, content: Record<string, string>) => {
  const directory = t.testdir(content)
  return (name: string) => join(directory, name)
}
