// The declarations of single files as the compiler writes them, for files whose imports also exist in the package.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

/** @returns the name of each file without its extension, and the text of its declarations */
export function emitTypes (directory, files) {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', readFileSync('tsconfig.json', 'utf8'))
  const paths = files.map(file => join(directory, file))
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: paths }, ts.sys, '.')
  const program = ts.createProgram(paths, { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: 'dist' })
  return files.map(file => {
    let text = ''
    program.emit(program.getSourceFile(resolve(directory, file)), (_path, written) => { text = written }, undefined, true)
    return [file.replace(/\.ts$/, ''), text]
  })
}
