import { escapeMarkup } from './escape-markup.js'

/** A link on a notice page; `isFollowed` makes the browser follow it automatically. */
interface NoticeLink { readonly href: string, readonly text: string, readonly isFollowed?: boolean }

/** A short HTML page that needs no script or style sheet. */
export function noticePage (title: string, text: string, link?: NoticeLink): string {
  const href = escapeMarkup(link?.href ?? '')
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><title>${escapeMarkup(title)}</title>`,
    ...link?.isFollowed ? [`<meta http-equiv="refresh" content="0;url=${href}">`] : [],
    '</head>',
    `<body><h1>${escapeMarkup(title)}</h1><p>${escapeMarkup(text)}</p>`,
    ...link ? [`<p><a href="${href}">${escapeMarkup(link.text)}</a></p>`] : [],
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
