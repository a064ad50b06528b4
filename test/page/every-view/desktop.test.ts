import t from 'tap'
import { checkEveryView } from '../../helpers/every-view.js'

t.test('every view of the page, from a tablet to a large screen', t => checkEveryView(t, [768, 1024, 1440, 2560], 1440))
