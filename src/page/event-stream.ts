/**
 * Reads server-sent events until the stream ends. Not an `EventSource`, which can't send a token.
 * @param hear called with the data of each event
 */
export async function readEvents (response: Response, hear: (data: unknown) => void): Promise<void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  while (true) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + value).split('\n\n')
    rest = blocks.pop()!
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter(line => line.startsWith('data: '))
        .map(line => line.slice(6))
        .join('\n')
      if (data) hear(JSON.parse(data))
    }
  }
}
