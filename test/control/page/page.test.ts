import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { testServer } from '../../helpers/app.js'

const POLICY = /default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'/

t.test('GET /_mock/', async t => {
  t.test('returns the page, with a policy against inline scripts and other hosts', async t => {
    const { app } = await testServer(t)
    const response = await app.inject('/_mock/')
    t.equal(response.statusCode, 200)
    t.match(response.headers, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
    t.match(response.body, '<script type="module" src="../_mock/page.js"></script>')
    t.notMatch(response.body, /\{\{|https?:\/\/(?!www\.w3\.org)|<script>|<style|\son\w+=/)
  })

  for (const [url, root] of [['/_mock/', '..'], ['/_mock/?theme=dark', '..'], ['/s/soc/_mock/', '../../..'], ['/base/_mock/', '..'], [
    '/base/s/soc/_mock/', '../../..',
  ]] as const) {
    t.test(`refers to its files from ${url}`, async t => {
      const { app } = await testServer(t, {
        ...(url.startsWith('/base') && { basePath: '/base' }), seed: { spaces: [{ id: 'soc', name: 'SOC' }] },
      })
      const { body } = await app.inject(url)
      t.match(body, `src="${root}/_mock/page.js"`)
      const script = new URL(`${root}/_mock/page.js`, `http://localhost${url}`).pathname
      t.equal((await app.inject(script)).statusCode, 200, script)
    })
  }
})

t.test('GET /_mock', async t => {
  t.test('redirects to the page', async t => {
    const { app } = await testServer(t)
    t.match(await app.inject('/_mock'), { statusCode: 302, headers: { location: '_mock/' } })
  })
})

for (const [path, type] of [['page.js', 'text/javascript; charset=utf-8'], ['page.css', 'text/css; charset=utf-8']] as const) {
  t.test(`GET /_mock/${path}`, async t => {
    const { app } = await testServer(t, { control: { token: 'secret' } })
    const first = await app.inject(`/_mock/${path}`)

    t.test('returns the built file, without the control token', async t => {
      t.match(first, { statusCode: 200, headers: { 'content-type': type, 'content-security-policy': POLICY, etag: /^"[\w-]{22}"$/ } })
      t.equal(first.body, readFileSync(`dist/page/${path}`, 'utf8'))
    })

    t.test('answers 304 to a browser that has the file cached', async t => {
      const again = await app.inject({ url: `/_mock/${path}`, headers: { 'if-none-match': String(first.headers.etag) } })
      t.match(again, { statusCode: 304, body: '' })
      t.equal((await app.inject({ url: `/_mock/${path}`, headers: { 'if-none-match': '"other"' } })).statusCode, 200)
    })
  })
}

t.test('the page is small: script, styles and HTML have less than 150 kB when compressed', async t => {
  const size = ['index.html', 'page.css', 'page.js'].reduce((sum, name) => sum + gzipSync(readFileSync(`dist/page/${name}`)).length, 0)
  t.ok(size < 150_000, `${size} bytes`)
})
