// Imports each module named on the command line, one after the other, and prints for each what came of it.
import { pathToFileURL } from 'node:url'

for (const path of process.argv.slice(2)) {
  const problem = await import(pathToFileURL(path).href).then(() => null, error => error.stack)
  console.log(JSON.stringify({ path, problem }))
}
