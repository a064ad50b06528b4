import type { Test } from 'tap'
import { startServer, type RunningServer, type ServerOptions } from '../../src/index.js'

type Cases = Readonly<Record<'phishing' | 'login' | 'malware', { readonly id: string, readonly version: string }>>
interface Story {
  readonly OPTIONS: ServerOptions
  readonly playStory: (url: string, pauseMs?: number) => Promise<Cases>
}

const { OPTIONS, playStory } = await import('../../scripts/page/story.mjs' as string) as Story

/** Starts a server and plays the story of the screenshots: 25 requests with a conflict, a failed push, an outage and a moved clock. */
export async function storyServer (t: Test, options: ServerOptions = {}): Promise<RunningServer & { readonly cases: Cases }> {
  const kibana = await startServer({ random: 1, ...OPTIONS, ...options })
  t.teardown(() => kibana.close())
  return Object.assign(kibana, { cases: await playStory(kibana.url, 4) })
}
