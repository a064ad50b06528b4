// Our server, forked: gets its options from its parent and says where it listens.
import { startServer } from '../dist/index.js'

process.once('message', async options => {
  const { port } = await startServer(options)
  process.send(port)
})
