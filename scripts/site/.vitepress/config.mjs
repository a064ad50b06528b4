import { readFileSync } from 'node:fs'
import { slugify } from '../pages.mjs'

const { repository, titles } = JSON.parse(readFileSync(new URL('../pages.json', import.meta.url), 'utf8'))

/** The pages of a folder, by title. */
const pagesIn = folder => Object.entries(titles)
  .filter(([page]) => page.startsWith(`${folder}/`) && !page.endsWith('/index'))
  .map(([page, text]) => ({ text, link: `/${page}` }))
  .sort((one, other) => one.text.localeCompare(other.text))

export default {
  title: 'kibana-cases-mock',
  description: 'A fake Kibana for tests: the Cases API of Kibana 8.0 to 9.5',
  // The path of the site on its host
  base: process.env.SITE_BASE ?? '/',
  srcDir: 'src',
  cleanUrls: true,
  // Placeholders such as <id> are text
  markdown: { html: false, anchor: { slugify } },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/guides/' },
      { text: 'Options', link: '/reference/options' },
      { text: 'Versions', link: '/reference/versions' },
    ],
    sidebar: [
      { text: 'Start', items: [{ text: 'What it is', link: '/' }, { text: 'All guides', link: '/guides/' }] },
      { text: 'Guides', items: pagesIn('guides') },
      { text: 'Reference', items: pagesIn('reference').filter(({ link }) => !link.startsWith('/reference/kibana/')) },
      { text: 'How Kibana behaves', collapsed: true, items: pagesIn('reference/kibana') },
      { text: 'Decisions', collapsed: true, items: pagesIn('decisions') },
    ],
    socialLinks: [{ icon: 'github', link: repository }],
    search: { provider: 'local' },
  },
}
