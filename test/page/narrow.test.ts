import type { Locator } from 'playwright-core'
import t from 'tap'
import { testServer } from '../helpers/app.js'
import { openTab, testBrowser } from '../helpers/browser.js'
import { createCase } from '../helpers/cases.js'

const WIDTH = 360

/** The edges of an element, rounded to pixels. */
async function edgesOf (element: Locator) {
  const { x, y, width, height } = (await element.boundingBox())!
  return { left: Math.round(x), right: Math.round(x + width), top: Math.round(y), bottom: Math.round(y + height), height }
}

t.test('the page, 360 px wide', async t => {
  const browser = await testBrowser(t)
  const kibana = await testServer(t)
  const description = `${'x'.repeat(400)}\n\n| a | b |\n| - | - |\n| ${'y'.repeat(200)} | z |\n\n\`\`\`\n${'code '.repeat(60)}\n\`\`\``
  const { id } = await createCase(kibana, { title: 'Long words', description, tags: ['identity', 'z'.repeat(200)] })
  for (const title of [
    'Login from two countries', 'Malware on FIN-LT-0231', 'Beaconing to a young domain',
  ]) await createCase(kibana, { title })
  const { page, problems } = await openTab(t, browser, `${kibana.url}/_mock/`, { viewport: { width: WIDTH, height: 740 } })
  const show = (place: string) => page.evaluate(`location.hash = '${place}'`)

  t.test('names the columns of the timeline in one line', async t => {
    const names = page.locator('.vlanes span')
    await names.nth(3).waitFor()
    const tops = await Promise.all((await names.all()).map(async name => (await edgesOf(name)).top))
    t.strictSame([...new Set(tops)].length, 1)
    t.ok((await edgesOf(page.locator('.vlanes'))).right <= WIDTH)
  })

  t.test('breaks long words, tables and code of a description, and long tags', async t => {
    await show(`#/cases/${id}`)
    await page.locator('.prose table').waitFor()
    await page.getByText('Attributes').click()
    await page.locator('.tag.long').last().waitFor()
    for (const what of ['.prose p', '.prose table', '.prose pre', '.tag.long >> nth=-1']) {
      t.ok((await edgesOf(page.locator(what).first())).right <= WIDTH, what)
    }
  })

  t.test('keeps a menu within the window', async t => {
    await show('#/cases')
    await page.getByRole('button', { name: 'Assignee' }).click()
    const { left, right } = await edgesOf(page.getByRole('menu'))
    t.ok(left >= 0 && right <= WIDTH, `${left} to ${right}`)
    await page.keyboard.press('Escape')
  })

  t.test('shows an error above the tabs', async t => {
    await show('#/control')
    await page.getByLabel('Pace', { exact: true }).fill('-1')
    await page.evaluate("document.querySelector('.set-clock').noValidate = true")
    await page.getByRole('button', { name: 'Set', exact: true }).click()
    await page.locator('.toast').getByText('pace').waitFor()
    t.ok((await edgesOf(page.locator('.toast'))).bottom <= (await edgesOf(page.locator('.tabbar'))).top)
    const { left, right, top, bottom } = await edgesOf(page.locator('.toast'))
    const covers = `document.elementFromPoint(${(left + right) / 2}, ${(top + bottom) / 2}).closest('.toast') !== null`
    t.ok(await page.evaluate<boolean>(covers), 'nothing covers it')
    t.strictSame(problems.filter(text => !/status of 400/.test(text)), [])
  })
})
