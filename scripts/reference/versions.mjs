import { row, table } from './tables.mjs'

const RANK = { added: 0, changed: 1, removed: 2 }

/** The sections of docs/reference/versions.md: what each cut adds, changes and removes. */
export function versionSections ({ FEATURE_CUTS, MAJOR_CUT }, changes) {
  // 9.0 comes between the last 8.x and 9.2
  const cuts = FEATURE_CUTS.flatMap(cut => cut === '9.2' ? [MAJOR_CUT, cut] : [cut])
  return cuts.flatMap(cut => {
    const rows = changes.filter(change => change.cut === cut)
      .map(({ kind, what, where }) => [kind, what.replaceAll('|', '\\|'), where])
      .sort((a, b) => RANK[a[0]] - RANK[b[0]] || (row(a) < row(b) ? -1 : 1))
    return rows.length === 0 ? [] : [`## ${cut}\n\n${table(['', 'what', 'where'], rows)}`]
  })
}
