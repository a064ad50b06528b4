// Imports each module named on the command line in turn, and prints the result of each.
import { pathToFileURL } from 'node:url'

for (const path of process.argv.slice(2)) {
  const problem = await import(pathToFileURL(path).href).then(() => null, error => error.stack)
  console.log(JSON.stringify({ path, problem }))
}
