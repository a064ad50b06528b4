import { readFileSync } from 'node:fs'

/** A process that started another: `npm start` starts a shell, which starts this server. */
interface Link {
  readonly pid: number
  readonly parent: number
}

const SHELL = /^(?:ba|da|z|a|k)?sh$|^busybox$/
const NPM = /^np[mx]\b/

/** The name and the parent of a process; undefined where the system has no /proc. */
function look (pid: number): { readonly name: string, readonly parent: number } | undefined {
  try {
    const [, name = '', parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { name, parent: Number(parent) }
  } catch {
    return undefined
  }
}

/** The shells around a process, and with `beyondNpm` also the npm around them: those that outlive the one that started them. */
function linksFrom (pid: number, beyondNpm: boolean): Link[] {
  const found = look(pid)
  if (!found || !(SHELL.test(found.name) || (beyondNpm && NPM.test(found.name)))) return []
  return [{ pid, parent: found.parent }, ...linksFrom(found.parent, beyondNpm)]
}

/**
 * Watches the processes that lead from the caller to this one.
 * @param parent the process that started this one
 * @param beyondNpm whether the caller is the one that started npm, rather than npm itself
 * @returns a function that says whether each of them still has the parent that it had
 */
export function watchAncestors (parent: number, beyondNpm: boolean): () => boolean {
  const links = linksFrom(parent, beyondNpm)
  return () => links.every(({ pid, parent }) => look(pid)?.parent === parent)
}
