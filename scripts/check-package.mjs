// Does with the package what a user does: packs it, installs the tarball in an empty project, embeds the server there in
// JavaScript and in TypeScript, and runs the command.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const run = (command, args, cwd) => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 180_000 })

const embed = `import { startServer } from 'kibana-cases-mock'

await using kibana = await startServer({ port: 0, clock: '2025-01-01T00:00:00.000Z' })
const response = await fetch(kibana.url + '/api/status')
if (response.status !== 200) throw new Error(await response.text())
`

const root = resolve(import.meta.dirname ?? new URL('..', import.meta.url).pathname, import.meta.dirname ? '..' : '.')
const project = mkdtempSync(join(tmpdir(), 'kcm-package-'))
try {
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], root))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }))
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`], project)

  // Node 20 does not know `await using`
  writeFileSync(join(project, 'embed.js'), embed.replace('await using', 'const') + 'await kibana.close()\n')
  run(process.execPath, ['embed.js'], project)

  writeFileSync(join(project, 'embed.ts'), embed)
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,esnext.disposable', '--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...flags, '--skipLibCheck', 'embed.ts'], project)

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const printed = run('npx', ['--no-install', 'kibana-cases-mock', '--version'], project).trim()
  if (printed !== version) throw new Error(`the installed command says ${printed}, not ${version}`)
  console.log(`${filename}: installs, embeds, type-checks and runs`)
} finally {
  rmSync(project, { recursive: true, force: true })
}
