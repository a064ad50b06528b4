// Imports each module named on the command line in turn, and prints the result of each.
import { pathToFileURL } from 'node:url'

let failed = false
for (const path of process.argv.slice(2)) {
  const problem = await import(pathToFileURL(path).href).then(() => null, error => error.stack)
  console.log(JSON.stringify({ path, problem }))
  failed ||= problem !== null
}
// A module that failed has not closed its server, which would keep this process alive
if (failed) process.exit()
