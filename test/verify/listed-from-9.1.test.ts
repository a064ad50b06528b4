import { testListedDifferences } from '../helpers/listed-differences.js'

await testListedDifferences({ since: '9.0' })
