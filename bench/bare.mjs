// The baseline for our server: a bare Fastify app that parses the same bodies and sends stored responses of the same size, headers
// included. When forked, it receives the responses from its parent; started alone, it serves only GET /api/status.
import fastify from 'fastify'

const app = fastify()

async function listen (port) {
  await app.listen({ port, host: '127.0.0.1' })
  return app.server.address().port
}

if (process.send) {
  process.once('message', async answers => {
    for (const { method, url, headers, body } of answers) {
      app.route({ method, url, handler: (request, reply) => reply.headers(headers).send(body) })
    }
    process.send(await listen(0))
  })
} else {
  app.get('/api/status', () => ({ status: { overall: { level: 'available' } } }))
  await listen(Number(process.env.PORT))
}
