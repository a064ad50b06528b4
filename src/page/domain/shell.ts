/** A text quoted as a single word for a shell. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

interface CurlRequest {
  readonly method: string
  readonly url: string
  /** Whole lines, such as `kbn-xsrf: true`. */
  readonly headers: readonly string[]
  readonly body?: string | undefined
}

/** The curl command that sends a request. */
export function curlCommand ({ method, url, headers, body }: CurlRequest): string {
  // With -X HEAD, curl would wait for a body
  const verb = { GET: '', HEAD: '-I ' }[method] ?? `-X ${method} `
  // Without -g, curl treats brackets as a pattern
  return [
    `curl ${/[[\]{}]/.test(url) ? '-g ' : ''}${verb}${quoted(url)}`,
    ...headers.map(header => `-H ${quoted(header)}`),
    ...(body === undefined ? [] : [`-d ${quoted(body)}`]),
  ].join(' \\\n  ')
}
