import { testListedDifferences } from '../helpers/listed-differences.js'

await testListedDifferences({ until: '8.13' })
