import type { Readable } from 'node:stream'
import { callListener } from '../input/listener.js'

/** Calls the listener with the data of each server-sent event, until the stream ends or the signal aborts. */
export function readEvents<Data> (stream: Readable, signal: AbortSignal, listener: (data: Data) => void): void {
  let pending = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const events = (pending + chunk).split('\n\n')
    pending = events.pop()!
    // The listener may end the stream when further events have already arrived
    for (const data of events.flatMap(dataOf)) if (!signal.aborted) callListener(listener, JSON.parse(data))
  })
  // Ending a follower or closing the server breaks off the stream
  stream.on('error', () => {})
}

const dataOf = (event: string): string[] =>
  event.split('\n').filter(line => line.startsWith('data: ')).map(line => line.slice('data: '.length))
