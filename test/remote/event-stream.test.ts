import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import t from 'tap'
import { readEvents } from '../../src/remote/event-stream.js'

t.test('readEvents()', async t => {
  t.test('reads events however they are cut into chunks', async t => {
    const stream = new PassThrough()
    const seen: unknown[] = []
    readEvents(stream, new AbortController().signal, data => seen.push(data))
    for (const chunk of [': connected\n', '\nid: 1\nevent: request\nda', 'ta: {"a":"漢"}\n\ndata: 2\n', '\ndata: lost']) stream.write(chunk)
    await once(stream.end(), 'end')
    t.strictSame(seen, [{ a: '漢' }, 2])
  })

  t.test('no longer calls a listener that has ended the stream, although further events have arrived', async t => {
    const stream = new PassThrough()
    const ending = new AbortController()
    const seen: unknown[] = []
    readEvents(stream, ending.signal, data => { if (seen.push(data) === 2) ending.abort() })
    await once(stream.end('data: 1\n\ndata: 2\n\ndata: 3\n\n'), 'end')
    t.strictSame(seen, [1, 2])
  })
})
