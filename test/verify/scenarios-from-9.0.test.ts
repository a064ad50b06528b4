import { testScenarios } from '../helpers/recorded-scenarios.js'

testScenarios({ since: '9.0' })
