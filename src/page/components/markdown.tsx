import DOMPurify from 'dompurify'
import { Marked } from 'marked'
import { useMemo } from 'preact/hooks'

const escape = (text: string) => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)

const marked = new Marked({
  gfm: true,
  breaks: false,
  renderer: {
    // An image would make the browser send a request to another server
    image: ({ href, text }) => `<a href="${escape(href)}">${escape(text || href)}</a>`,
    // Kibana shows HTML in Markdown as text
    html: ({ text }) => escape(text),
  },
})

const ALLOWED = {
  ALLOWED_TAGS: [
    'a',
    'b',
    'blockquote',
    'br',
    'code',
    'del',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'li',
    'ol',
    'p',
    'pre',
    'strong',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
    'ul',
  ],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|\/|#|\.)/i,
}

/** Links open in a new tab and send no referrer. */
const purify = DOMPurify(window)
purify.addHook('afterSanitizeAttributes', node => {
  if (node.tagName !== 'A') return
  node.setAttribute('target', '_blank')
  node.setAttribute('rel', 'noopener noreferrer')
})

const toHtml = (text: string) => purify.sanitize(marked.parse(text, { async: false }), ALLOWED)

/** Renders Markdown from an untrusted source; the sanitizer removes everything it doesn't allow. */
export function Markdown ({ text }: { text: string }) {
  const html = useMemo(() => toHtml(text), [text])
  return <div class='prose' dangerouslySetInnerHTML={{ __html: html }} />
}
