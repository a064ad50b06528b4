// The methods of the handle, read from the doc comments of its interfaces and classes.
import { readFileSync } from 'node:fs'
import ts from 'typescript'

const PARTS = [
  ['A server: the result of `startServer()`', 'src/server.ts', 'RunningServer', 'kibana.'],
  ['A server and its sandboxes', 'src/control/server-handle.ts', 'ServerHandle', 'kibana.'],
  ['Every instance, server or sandbox', 'src/control/handle.ts', 'InstanceHandle', 'kibana.'],
  ['A sandbox', 'src/control/server-handle.ts', 'Sandbox', 'sandbox.'],
  ['Request log', 'src/control/journal/journal.ts', 'Journal', 'kibana.requests.',
    ['all', 'waitFor', 'verify', 'follow', 'toHar', 'clear']],
  ['Faults', 'src/control/faults/faults.ts', 'Faults', 'kibana.faults.', ['add', 'list', 'remove', 'clear']],
  ['Stubs', 'src/control/stubs/stubs.ts', 'Stubs', 'kibana.stubs.', ['add', 'list', 'remove', 'clear']],
  ['Failures of external systems', 'src/control/failures/failures.ts', 'Failures', 'kibana.failures.', ['add', 'list', 'remove', 'clear']],
  ['Incidents', 'src/control/incidents/incidents.ts', 'Incidents', 'kibana.incidents.', ['all', 'refused', 'clear']],
  ['Alerts', 'src/control/alerts/alerts.ts', 'Alerts', 'kibana.alerts.', ['add', 'list', 'remove', 'clear']],
  ['Webhooks', 'src/control/events/webhooks.ts', 'Webhooks', 'kibana.webhooks.', ['add', 'list', 'remove', 'clear']],
  ['Snapshots', 'src/state/snapshots.ts', 'Snapshots', 'kibana.snapshots.', ['add', 'list', 'remove', 'clear']],
  ['Sandboxes', 'src/control/server-handle.ts', 'SandboxList', 'kibana.sandboxes.'],
  ['Clock', 'src/kibana/clock.ts', 'Clock', 'kibana.clock.',
    ['now', 'iso', 'milliseconds', 'frozen', 'pace', 'set', 'advance', 'freeze', 'resume', 'setPace']],
  ['Files', 'src/control/files/files.ts', 'Files', 'kibana.files.', ['all', 'get']],
]

const oneLine = text => text.replace(/\s+/g, ' ').trim()

function describe (member, source, prefix) {
  const name = member.name.getText(source)
  const shown = parameter =>
    oneLine(parameter.name.getText(source) + (parameter.questionToken || parameter.initializer ? '?' : ''))
  const parameters = member.parameters && !ts.isGetAccessor(member) ? `(${member.parameters.map(shown).join(', ')})` : ''
  const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc)
  const text = doc ? oneLine(ts.getTextOfJSDocComment(doc.comment) ?? '') : ''
  const tags = doc?.tags ?? []
  const tagged = (kind, words) => tags.filter(tag => tag.tagName.text === kind)
    .map(tag => `${words} ${oneLine(tag.getText(source).replace(/^@\w+/, '').replace(/\n\s*\*/g, ' '))}`)
  const examples = tags.filter(tag => tag.tagName.text === 'example')
    .map(tag => `\`\`\`js\n${(ts.getTextOfJSDocComment(tag.comment) ?? '').trim()}\n\`\`\``)
  const sentences = [text, ...tagged('returns', 'Returns'), ...tagged('throws', 'Throws')].filter(Boolean)
    .map(sentence => sentence.replace(/\.?$/, '.')).join(' ')
  return [`### \`${prefix}${name}${parameters}\``, sentences, ...examples].filter(Boolean).join('\n\n')
}

/** The sections of the page. */
export function handleSections () {
  return PARTS.map(([title, file, type, prefix, only]) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const declaration = source.statements.find(statement => statement.name?.text === type)
    const members = declaration.members.filter(member => member.name && !ts.isComputedPropertyName(member.name) &&
      !member.name.getText(source).startsWith('#'))
    const shown = only ? only.map(name => members.find(member => member.name.getText(source) === name)) : members
    return `## ${title}\n\n${shown.map(member => describe(member, source, prefix)).join('\n\n')}`
  }).join('\n\n')
}
