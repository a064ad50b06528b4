import type { AnswerError } from '../../api.js'
import { Button, CopyButton } from '../../components/button.js'
import { shellUrl } from '../../components/layout.js'
import type { JsonObject } from '../../domain/json-object.js'
import { quoted } from '../../domain/shell.js'
import type { RuleKind } from '../../state/rules.js'
import { KINDS } from './kinds.js'

/** Buttons that add the rule or copy it for a test, below the server's error message. */
export function FormButtons ({ kind, path, rule, error }: {
  kind: RuleKind
  path: string
  rule: JsonObject
  error: AnswerError | undefined
}) {
  const json = JSON.stringify(rule)
  return (
    <div class='stick wrap'>
      {error && <p class='failed err' role='alert'>{error.message}</p>}
      <Button type='submit' kind='primary'>Add {KINDS[kind].one}</Button>
      <CopyButton text={`curl -X POST ${shellUrl(path)} -H 'content-type: application/json' -d ${quoted(json)}`}>curl</CopyButton>
      <CopyButton text={`kibana.${kind}.add(${json})`} label='Copy as a JavaScript call'>JavaScript</CopyButton>
      <span class='grow' />
      <kbd class='wide'>⌘↵</kbd>
    </div>
  )
}
