/** The page of a Markdown file on the site: `docs/guides/container.md` is `guides/container`, the README the first page. */
export function pageOf (file) {
  if (file === 'README.md') return 'index'
  return file.replace(/^docs\//, '').replace(/\.md$/, '').replace(/(^|\/)README$/, '$1index').replace(/^index$/, 'guides/index')
}

/** The anchors of a page's headings, as GitHub makes them. */
export function headingsOf (text) {
  const lines = text.replace(/^```.*?^```$/gms, '').match(/^#{1,6} .*$/gm) ?? []
  return new Set(lines.map(line => line.replace(/^#+ /, '').replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replace(/ /g, '-')))
}
