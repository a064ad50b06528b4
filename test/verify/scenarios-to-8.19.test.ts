import { testScenarios } from '../helpers/recorded-scenarios.js'

testScenarios({ since: '8.15', until: '9.0' })
