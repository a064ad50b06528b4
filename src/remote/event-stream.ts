import type { Readable } from 'node:stream'

/**
 * Calls the listener with the data of each server-sent event, until the stream ends. As in process, an exception in a listener ends the
 * process as uncaught.
 */
export function readEvents<Data> (stream: Readable, listener: (data: Data) => void): void {
  let pending = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const events = (pending + chunk).split('\n\n')
    pending = events.pop()!
    for (const data of events.flatMap(dataOf)) {
      try {
        listener(JSON.parse(data))
      } catch (error) {
        queueMicrotask(() => { throw error })
      }
    }
  })
  // Ending a follower or closing the server breaks off the stream
  stream.on('error', () => {})
}

const dataOf = (event: string): string[] =>
  event.split('\n').filter(line => line.startsWith('data: ')).map(line => line.slice('data: '.length))
