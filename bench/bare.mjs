// What our server is measured against: a bare Fastify app that parses the same bodies and gives stored answers, of the same size
// in headers and body. Forked, it gets the answers from its parent; started by itself, it answers GET /api/status only.
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
