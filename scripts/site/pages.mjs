/** The page of a Markdown file on the site: `docs/guides/container.md` is `guides/container`, the README is `index`. */
export function pageOf (file) {
  if (file === 'README.md') return 'index'
  return file.replace(/^docs\//, '').replace(/\.md$/, '').replace(/(^|\/)README$/, '$1index').replace(/^index$/, 'guides/index')
}

/** The anchor that GitHub gives a heading. */
export const slugify = text => text.toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replace(/ /g, '-')

/** The anchors of a page's headings. */
export function headingsOf (text) {
  const lines = text.replace(/^```.*?^```$/gms, '').match(/^#{1,6} .*$/gm) ?? []
  return new Set(lines.map(line => slugify(line.replace(/^#+ /, '').replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))))
}
