import t from 'tap'
import { checkLinksToCases } from '../../helpers/links-to-cases.js'

t.test('the page, links to cases in Kibana’s own form', t => checkLinksToCases(t, ''))
