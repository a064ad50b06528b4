import t from 'tap'
import { noticePage } from '../../src/kibana-http/notice-page.js'

t.test('noticePage', async t => {
  t.test('writes texts as text and links as attributes', async t => {
    const html = noticePage('a < b', '"c" & d', { href: '/x?y="><script>', text: 'e > f' })
    t.match(html, '<h1>a &lt; b</h1><p>&quot;c&quot; &amp; d</p>')
    t.match(html, '<a href="/x?y=&quot;&gt;&lt;script&gt;">e &gt; f</a>')
    t.notMatch(html, /refresh|<script>/)
  })

  t.test('redirects by itself if its link is followed', async t => {
    t.match(noticePage('a', 'b', { href: '/x?y&z', text: 'c', isFollowed: true }), '<meta http-equiv="refresh" content="0;url=/x?y&amp;z">')
  })
})
