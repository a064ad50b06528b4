// Keeps connections busy with one request at a time, and counts responses. It is our own client, because a PATCH of a case needs
// the version from the response before it, and because a cheap client leaves the machine to the servers.
import { connect } from 'node:net'

/** Builds an HTTP/1.1 request as bytes, with credentials if given. */
export function requestBytes (method, path, body, authorization) {
  const payload = body === undefined ? '' : JSON.stringify(body)
  const headers =
    body === undefined ? '' : `kbn-xsrf: true\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(payload)}\r\n`
  const credentials = authorization === undefined ? '' : `authorization: ${authorization}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${credentials}${headers}\r\n${payload}`
}

/**
 * Measures the responses per second of a server. Each connection has a worker: `next()` returns its next request, or nothing when
 * it is done, and `answered(body)` receives the response. Any status other than 200 ends the run with an error.
 */
export async function load ({ port, connections, seconds, createWorker }) {
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  // A client that sleeps until data arrives is woken at the server's expense, and by a slow server more often
  let isOver = false
  const stayAwake = () => isOver || setImmediate(stayAwake)
  stayAwake()
  const counts = await Promise.all(Array.from({ length: connections }, (_, index) => keepBusy(port, createWorker(index), until)))
  isOver = true
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000)
}

const LENGTH = 'content-length: '

function keepBusy (port, worker, until) {
  return new Promise((resolve, reject) => {
    let count = 0
    let received = ''
    const socket = connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1')
    socket.on('connect', () => socket.write(worker.next())).on('error', reject)
    socket.on('data', chunk => {
      received += chunk
      const bodyStart = received.indexOf('\r\n\r\n') + 4
      if (bodyStart < 4) return
      const length = parseInt(received.slice(received.indexOf(LENGTH) + LENGTH.length, bodyStart))
      if (received.length < bodyStart + length) return
      if (!received.startsWith('HTTP/1.1 200')) return socket.destroy(new Error(`unexpected answer: ${received}`))
      worker.answered?.(received.slice(bodyStart))
      received = ''
      count++
      const request = performance.now() < until && worker.next()
      if (request) socket.write(request)
      else socket.end(() => resolve(count))
    })
  })
}
