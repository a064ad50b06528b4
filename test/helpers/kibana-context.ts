import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { RunningServer } from '../../src/index.js'
import type { KibanaContext } from '../../src/kibana/context.js'
import { listen } from './listen.js'

/**
 * Returns the internals of a running server, for tests of things that no route shows, or creates in reasonable time. It listens on the
 * channel on which Fastify reports the requests that it handles.
 */
export async function kibanaContext ({ app }: RunningServer): Promise<KibanaContext> {
  // The channel reports the requests to all servers of this process
  const sender = randomUUID()
  let context: KibanaContext | undefined
  const stop = listen<{ request: FastifyRequest }>('tracing:fastify.request.handler:start', ({ request }) => {
    if (request.headers.from === sender) context = request.scope.kibana
  })
  await app.inject({ url: '/api/status', headers: { from: sender } })
  stop()
  if (!context) throw new Error('the server handled no request')
  return context
}

/** Returns the activity of a case, without the keys common to all steps. */
export async function activityOf (kibana: RunningServer, caseId: string) {
  const { store } = await kibanaContext(kibana)
  return store.ofCase('cases-user-actions', caseId).map(({ attributes: { type, action, payload, comment_id } }) => ({
    type, action, payload, comment_id,
  }))
}

/** Fills a case's activity until only `room` more of 10,000 steps fit. The case need not exist. */
export async function fillActivity (kibana: RunningServer, caseId: string, room: number) {
  const { store, clock } = await kibanaContext(kibana)
  for (let missing = 10_000 - room - store.countOfCase('cases-user-actions', caseId); missing > 0; missing--) {
    store.create('cases-user-actions', {
      id: `step-${caseId}-${missing}`,
      space: 'default',
      caseId,
      attributes: {
        type: 'title',
        action: 'update',
        created_at: clock.iso(),
        created_by: { username: 'elastic', full_name: null, email: null },
        owner: 'cases',
        payload: { title: 'x' },
        comment_id: null,
      },
    })
  }
}
