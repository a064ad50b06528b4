import { readFileSync } from 'node:fs'

/** A process and its parent, such as the shell that `npm start` runs, which starts this server. */
interface Link {
  readonly pid: number
  readonly parent: number
}

const SHELL = /^(?:ba|da|z|a|k)?sh$|^busybox$/
const NPM = /^np[mx]\b/

/** Reads the name and parent of a process; undefined on systems without /proc. */
function readProcess (pid: number): { readonly name: string, readonly parent: number } | undefined {
  try {
    const [, name = '', parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { name, parent: Number(parent) }
  } catch {
    return undefined
  }
}

/** The shells above a process and, with `beyondNpm`, npm above them. They may outlive the process that started them. */
function linksFrom (pid: number, beyondNpm: boolean): Link[] {
  const found = readProcess(pid)
  if (!found || !(SHELL.test(found.name) || (beyondNpm && NPM.test(found.name)))) return []
  return [{ pid, parent: found.parent }, ...linksFrom(found.parent, beyondNpm)]
}

/**
 * Watches the processes between the caller and this one.
 * @param parent the process that started this one
 * @param beyondNpm whether the caller started npm, rather than being npm itself
 * @returns a function that checks whether all of them still have the same parent
 */
export function watchAncestors (parent: number, beyondNpm: boolean): () => boolean {
  const links = linksFrom(parent, beyondNpm)
  return () => links.every(({ pid, parent }) => readProcess(pid)?.parent === parent)
}
