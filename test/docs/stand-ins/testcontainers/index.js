// As much of Testcontainers as our page uses, with the command in the place of a container: there is no Docker where tests
// run. What would not work in a container made of our Dockerfile is refused here.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../../', import.meta.url)
const dockerfile = readFileSync(new URL('Dockerfile', root), 'utf8')
const [, exposed] = /^EXPOSE (\d+)$/m.exec(dockerfile)
const [, fixtures] = /KCM_FIXTURES_DIR=(\S+)/.exec(dockerfile)

export const Wait = { forHttp: (path, port) => ({ path, port }) }

export class GenericContainer {
  #environment = {}
  #ports = []
  #wait
  #directory = mkdtempSync(join(tmpdir(), 'kcm-container-'))

  constructor (image) {
    assert.equal(image, 'kibana-cases-mock')
  }

  withExposedPorts (...ports) {
    this.#ports = ports
    return this
  }

  withEnvironment (environment) {
    this.#environment = environment
    return this
  }

  withCopyContentToContainer (files) {
    for (const { content, target } of files) {
      assert.ok(target.startsWith(`${fixtures}/`), `${target} is in ${fixtures}`)
      writeFileSync(join(this.#directory, target.slice(fixtures.length + 1)), content)
    }
    return this
  }

  withWaitStrategy (wait) {
    this.#wait = wait
    return this
  }

  async start () {
    assert.deepEqual(this.#ports, [Number(exposed)])
    assert.equal(this.#wait.port, Number(exposed))
    const child = spawn(process.execPath, [fileURLToPath(new URL('dist/cli.js', root))], {
      env: { ...this.#environment, PATH: process.env.PATH, PORT: '0', KCM_FIXTURES_DIR: this.#directory },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let log = ''
    child.stdout.setEncoding('utf8').on('data', text => { log += text })
    while (!/127\.0\.0\.1:\d+/.test(log)) await once(child.stdout, 'data', { signal: AbortSignal.timeout(20_000) })
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(log)
    while (!(await fetch(`http://127.0.0.1:${port}${this.#wait.path}`)).ok) await setTimeout(20)
    const directory = this.#directory
    return {
      getHost: () => '127.0.0.1',
      getMappedPort (inner) {
        assert.equal(inner, Number(exposed))
        return Number(port)
      },
      async stop () {
        child.kill()
        const [code] = await once(child, 'exit')
        rmSync(directory, { recursive: true })
        assert.equal(code, 0)
      },
    }
  }
}
