// The part of Testcontainers that the package and the guides use, with the command instead of a container, so that tests need no
// Docker. Anything that would not work in a container built from our Dockerfile is refused here.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface StopOptions { timeout: number }
export interface RestartOptions { timeout: number }
export interface StoppedTestContainer { getId (): string }
export interface ContentToCopy { readonly content: string, readonly target: string }

export interface StartedTestContainer {
  getHost (): string
  getId (): string
  getMappedPort (port: number): number
  restart (options?: Partial<RestartOptions>): Promise<void>
  stop (options?: Partial<StopOptions>): Promise<StoppedTestContainer>
}

interface HttpWait {
  readonly path: string
  readonly port: number
  readonly isSecure: boolean
  readonly isLenient: boolean
  usingTls (): HttpWait
  allowInsecure (): HttpWait
}

const httpWait = (path: string, port: number, isSecure = false, isLenient = false): HttpWait => ({
  path,
  port,
  isSecure,
  isLenient,
  usingTls: () => httpWait(path, port, true, isLenient),
  allowInsecure: () => httpWait(path, port, isSecure, true),
})

const root = new URL('../../../', import.meta.url)
const dockerfile = readFileSync(new URL('Dockerfile', root), 'utf8')
const [, exposed = ''] = /^EXPOSE (\d+)$/m.exec(dockerfile) ?? []
const [, fixtures = ''] = /KCM_FIXTURES_DIR=(\S+)/.exec(dockerfile) ?? []

export const Wait = {
  forHttp: (path: string, port: number, _options?: { abortOnContainerExit?: boolean }): HttpWait => httpWait(path, port),
}

export class GenericContainer {
  #environment: Record<string, string> = {}
  #ports: number[] = []
  #wait: HttpWait | undefined
  readonly #directory = mkdtempSync(join(tmpdir(), 'kcm-container-'))

  constructor (image: string) {
    assert.match(image, /^(?:[a-z0-9.]+\/)*(?:[a-z0-9-]+\/)?kibana-cases-mock(?::[\w.]+)?$/)
  }

  withExposedPorts (...ports: number[]): this {
    this.#ports = [...this.#ports, ...ports]
    return this
  }

  withEnvironment (environment: Record<string, string>): this {
    this.#environment = { ...this.#environment, ...environment }
    return this
  }

  withCopyContentToContainer (files: ContentToCopy[]): this {
    for (const { content, target } of files) {
      assert.ok(target.startsWith(`${fixtures}/`), `${target} is in ${fixtures}`)
      writeFileSync(join(this.#directory, target.slice(fixtures.length + 1)), content)
    }
    return this
  }

  withWaitStrategy (wait: HttpWait): this {
    this.#wait = wait
    return this
  }

  async start (): Promise<StartedTestContainer> {
    const { port: second } = JSON.parse(this.#environment.KCM_ELASTICSEARCH ?? '{}') as { port?: number }
    assert.deepEqual(this.#ports, second === undefined ? [Number(exposed)] : [Number(exposed), second])
    const wait = this.#wait
    assert.equal(wait?.port, Number(exposed))
    assert.ok(wait)
    const environment = {
      ...this.#environment, KCM_FIXTURES_DIR: this.#directory, ...(second !== undefined && { KCM_ELASTICSEARCH: '{ "port": 0 }' }),
    }
    let running = await run(environment, wait)
    const directory = this.#directory
    const ports = this.#ports
    return {
      getHost: () => '127.0.0.1',
      getId: () => String(running.child.pid),
      getMappedPort (inner) {
        assert.ok(ports.includes(inner))
        return inner === second ? running.elasticsearchPort : running.port
      },
      async restart () {
        await end(running.child)
        running = await run(environment, wait)
      },
      async stop () {
        await end(running.child)
        rmSync(directory, { recursive: true, force: true })
        return { getId: () => String(running.child.pid) }
      },
    }
  }
}

/** Starts the command, and waits until one of its paths answers. */
async function run (
  environment: Record<string, string>, { path, isSecure, isLenient }: HttpWait,
): Promise<{ child: ChildProcess, port: number, elasticsearchPort: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('dist/cli.js', root)), '--ready-json'], {
    env: { ...environment, PATH: process.env.PATH, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [log, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => { log += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text })
  const exited = once(child, 'close').then(() => { throw new Error(`the container has ended: ${errors}`) })
  while (!/^{"url":.*}$/m.test(log)) await Promise.race([exited, once(child.stdout, 'data', { signal: AbortSignal.timeout(20_000) })])
  exited.catch(() => {})
  const ready = JSON.parse(/^{"url":.*}$/m.exec(log)![0]) as { url: string, elasticsearch?: string }
  const port = Number(new URL(ready.url).port)
  const elasticsearchPort = Number(ready.elasticsearch && new URL(ready.elasticsearch).port)
  const url = `${isSecure ? 'https' : 'http'}://127.0.0.1:${port}${path}`
  while (await statusOf(url, isLenient) !== 200) await setTimeout(20)
  return { child, port, elasticsearchPort }
}

async function statusOf (url: string, isLenient: boolean): Promise<number | undefined> {
  const { get } = url.startsWith('https:') ? https : http
  const [answer] = await once(get(url, { agent: false, rejectUnauthorized: !isLenient }), 'response') as [http.IncomingMessage]
  answer.resume()
  return answer.statusCode
}

async function end (child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill()
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
}

export class AbstractStartedContainer implements StartedTestContainer {
  protected readonly startedTestContainer: StartedTestContainer

  constructor (startedTestContainer: StartedTestContainer) {
    this.startedTestContainer = startedTestContainer
  }

  getHost (): string {
    return this.startedTestContainer.getHost()
  }

  getId (): string {
    return this.startedTestContainer.getId()
  }

  getMappedPort (port: number): number {
    return this.startedTestContainer.getMappedPort(port)
  }

  async restart (options?: Partial<RestartOptions>): Promise<void> {
    await this.startedTestContainer.restart(options)
  }

  async stop (options?: Partial<StopOptions>): Promise<StoppedTestContainer> {
    return this.startedTestContainer.stop(options)
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    await this.stop()
  }
}
