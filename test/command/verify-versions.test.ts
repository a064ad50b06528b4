import t from 'tap'
import { Version } from '../../src/versions/version.js'
import { versionChanges } from '../docs/version-changes.js'
import { proxyTo } from '../helpers/proxy.js'
import { UNSEEN } from '../helpers/unseen-changes.js'
import { differencesIn, kibana, LIVE, SIGNED_IN, withSecurity } from '../helpers/verify-command.js'
import { changesBetween, explainAll, isAsked, lineOf } from '../helpers/version-differences.js'

t.test('another version differs in exactly what the reference page of versions lists, in all areas', async t => {
  const url = await kibana(t, [...withSecurity, ...LIVE, '--kibana-version', '9.1.0'])
  const newer = await proxyTo(t, url, passing => {
    if (passing.path === '/api/status') passing.text = passing.text.replace('"9.1.0"', '"9.4.0"')
  })
  const { code, stdout, found } = await differencesIn(t, newer, [], [...SIGNED_IN, '--external-system', '127.0.0.1', '--headers'])
  t.equal(code, 1, stdout)
  t.ok(found.length > 1000, `${found.length} differences`)
  const [changes, one, other] = [await versionChanges(), new Version('9.1.0'), new Version('9.4.0')]
  const { unexplained, unused } = explainAll(found, changes, one, other)
  t.strictSame(unexplained, [], 'each difference is listed')
  // The scenarios with templates begin with 9.5
  const unseen = changesBetween(changes, one, other).filter(isAsked).map(lineOf).filter(line => UNSEEN.includes(line) ||
    line === '9.4: `template`')
  t.strictSame([...unused].sort(), unseen.sort(), 'each change is seen, except those that no scenario shows')
})
