// Bundles the page for people, src/page, into dist/page: one script, one style sheet, and the HTML that names them.
import { copyFileSync, mkdirSync } from 'node:fs'
import { build } from 'esbuild'

/** @returns the inputs in esbuild's metafile */
export async function buildPage () {
  mkdirSync('dist/page', { recursive: true })
  copyFileSync('src/page/index.html', 'dist/page/index.html')
  const { metafile } = await build({
    entryPoints: { page: 'src/page/main.tsx' },
    outdir: 'dist/page',
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    // The oldest browsers with every feature that the page uses
    target: ['chrome120', 'firefox121', 'safari17.4'],
    tsconfig: 'tsconfig.page.json',
    // dist/THIRD-PARTY-LICENSES.txt has them
    legalComments: 'none',
    logLevel: 'warning',
  })
  return metafile.inputs
}
