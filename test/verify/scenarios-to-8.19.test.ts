import { Version } from '../../src/versions/version.js'
import { testScenarios } from '../helpers/recorded-scenarios.js'
import { RECORDED_VERSIONS } from '../helpers/scenarios.js'

testScenarios(RECORDED_VERSIONS.filter(version => new Version(version).reaches('8.15') && !new Version(version).reaches('9.0')))
