import t from 'tap'
import { checkAnswers } from './check-answers.js'

// In all test files, responses of servers must match the OpenAPI document
checkAnswers(problem => t.fail(problem))
