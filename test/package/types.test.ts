import { readFileSync } from 'node:fs'
import t from 'tap'
import ts from 'typescript'
// A script's module, which has no types
const { rollTypes } = await import('../../scripts/types/roll.mjs' as string) as { rollTypes: (entry: string) => string }

const text = rollTypes('src/index.ts')
const source = ts.createSourceFile('index.d.ts', text, ts.ScriptTarget.ES2022, true)
const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map(statement => [statement.name.text, statement]))

/** Lists the members of an interface and of its objects, by path. */
function * membersOf (node: ts.InterfaceDeclaration | ts.TypeLiteralNode, path: string): Generator<[path: string, member: ts.TypeElement]> {
  for (const member of node.members) {
    if (ts.isIndexSignatureDeclaration(member) || ts.isComputedPropertyName(member.name!)) continue
    const here = `${path}.${member.name!.getText()}`
    yield [here, member]
    if (ts.isPropertySignature(member) && member.type && ts.isTypeLiteralNode(member.type)) yield * membersOf(member.type, here)
  }
}
/** Lists the members in all parts of a type, by path. */
function * allMembersOf (node: ts.Node, path = ''): Generator<[path: string, member: ts.Node]> {
  const isNamed = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeElement(node)
  const name = isNamed && node.name && !ts.isComputedPropertyName(node.name) ? node.name.getText() : undefined
  const here = [path, name].filter(Boolean).join('.')
  if (name !== undefined && ts.isTypeElement(node)) yield [here, node]
  const children: ts.Node[] = []
  ts.forEachChild(node, child => { children.push(child) })
  for (const child of children) yield * allMembersOf(child, here)
}
const isMethod = (member: ts.TypeElement) =>
  ts.isMethodSignature(member) || (ts.isPropertySignature(member) && member.type !== undefined && ts.isFunctionTypeNode(member.type))
const membersIn = (names: readonly string[]) => names.flatMap(name => [...membersOf(interfaces.get(name)!, name)])
const isExplained = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).some(comment => ts.isJSDoc(comment) && comment.comment)
const hasExample = (member: ts.TypeElement) => ts.getJSDocTags(member).some(tag => tag.tagName.text === 'example')

t.test('the types of containers show an example of every method', async t => {
  for (const name of ['container', 'started-container']) {
    const { statements } = ts.createSourceFile(name, readFileSync(`src/testcontainers/${name}.ts`, 'utf8'), ts.ScriptTarget.ES2022, true)
    const methods = statements.filter(ts.isClassDeclaration).flatMap(({ members }) => members.filter(ts.isMethodDeclaration))
      .filter(({ name, modifiers = [] }) => ts.isIdentifier(name) && !modifiers.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword))
    t.ok(methods.length >= 3)
    const shows = (method: ts.MethodDeclaration) =>
      ts.getJSDocCommentsAndTags(method).some(comment => new RegExp(`\\b${method.name.getText()}\\(`).test(comment.getText()))
    t.strictSame(methods.filter(method => !shows(method)).map(method => method.name.getText()), [])
  }
})

t.test('the types of the package', async t => {
  t.test('need only the types of Node.js', async t => {
    const imported = [...text.matchAll(/import\('([^']+)'\)|from '([^']+)'/g)].map(([, one, other]) => one ?? other!)
    t.ok(imported.length > 0)
    t.strictSame(imported.filter(name => !name.startsWith('node:')), [])
  })

  t.test('are all exported', async t => {
    const declared = source.statements.filter(statement => !ts.isExportDeclaration(statement))
    t.strictSame(declared.filter(statement => !statement.getText().startsWith('export ')).map(statement => statement.getText()), [])
  })

  // Types of the web framework
  const FOREIGN = ['App', 'InjectRequest', 'InjectResponse']
  const own = [...interfaces.keys()].filter(name => !FOREIGN.includes(name))
  t.test('explain every type and each of its members', async t => {
    const unexplained = source.statements.filter(statement => !isExplained(statement))
    t.strictSame(unexplained.map(statement => statement.getText().split('\n')[0]), [])
    const members = source.statements.flatMap(statement => [
      ...allMembersOf(statement),
    ]).filter(([path]) => !FOREIGN.includes(path.split('.')[0]!))
    t.ok(members.length > 1000, `${members.length} members`)
    t.strictSame(members.filter(([, member]) => !isExplained(member)).map(([path]) => path), [])
  })

  t.test('show an example of every key of filters, rules and other things that a test adds', async t => {
    const keys = membersIn([
      'RequestFilter', 'RequestExpectation', 'RequestPage', 'WaitOptions', 'FaultRule', 'FaultEffect', 'FailureRule', 'RequestStub',
      'Webhook', 'SandboxOptions', 'IncidentFilter',
    ])
      .filter(([path]) => path.split('.').length === 2)
    t.ok(keys.length > 60, `${keys.length} keys`)
    t.strictSame(keys.filter(([, member]) => !hasExample(member)).map(([path]) => path), [])
  })

  t.test('show an example of every option and of every method', async t => {
    const options = membersIn(['ServerOptions']).filter(([path]) => path.split('.').length === 2)
    const methods = membersIn(own).filter(([, member]) => isMethod(member))
    const functions = source.statements.filter(ts.isFunctionDeclaration)
    t.strictSame(functions.filter(statement => !ts.getJSDocTags(statement).some(tag => tag.tagName.text === 'example')), [])
    t.ok(functions.length === 2 && options.length > 15 && methods.length > 70, `${options.length} options, ${methods.length} methods`)
    t.strictSame([...options, ...methods].filter(([, member]) => !hasExample(member)).map(([path]) => path), [])
  })
})
