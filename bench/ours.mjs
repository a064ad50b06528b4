// Our server, forked: receives its options from its parent and sends back its port.
import { startServer } from '../dist/index.js'

process.once('message', async options => {
  const { port } = await startServer(options)
  process.send(port)
})
