import { validateHeaderName, validateHeaderValue } from 'node:http'
import { InvalidInput, type Path } from './invalid-input.js'
import { printPath, printValue } from './describe-schema.js'

/** @throws InvalidInput for a header that Node.js would reject only when sending it */
export function checkHeaders (headers: Readonly<Record<string, string>> = {}, path: Path): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    } catch {
      throw new InvalidInput(printPath([...path, name]), 'a name and a value that a header can have', printValue(value))
    }
  }
}
