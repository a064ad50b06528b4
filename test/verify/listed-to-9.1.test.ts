import { testListedDifferences } from '../helpers/listed-differences.js'

await testListedDifferences({ since: '8.12', until: '9.2' })
