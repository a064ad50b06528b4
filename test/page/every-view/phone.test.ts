import t from 'tap'
import { checkEveryView } from '../../helpers/every-view.js'

t.test('every view of the page, on a phone', t => checkEveryView(t, [360, 390, 720], 390))
