import t from 'tap'
import { checkAnswers } from './check-answers.js'

// Whatever a test file is about, what its servers answer is what the OpenAPI document says
checkAnswers(problem => t.fail(problem))
