import { testScenarios } from '../helpers/recorded-scenarios.js'

testScenarios({ until: '8.15' })
