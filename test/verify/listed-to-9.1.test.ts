import { Version } from '../../src/versions/version.js'
import { testListedDifferences } from '../helpers/listed-differences.js'
import { RECORDED_VERSIONS } from '../helpers/scenarios.js'

await testListedDifferences(RECORDED_VERSIONS.filter(version => new Version(version).reaches('8.12') &&
  !new Version(version).reaches('9.2')))
