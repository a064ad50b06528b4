import type { ComponentChildren } from 'preact'
import { address } from '../../api.js'
import { CopyButton } from '../../components/button.js'
import { Icon, type IconName } from '../../components/icon.js'
import { Empty } from '../../components/layout.js'
import { count } from '../../domain/words.js'
import { documents } from '../../state/documents.js'
import { LoadDemo } from '../state/load-demo.js'

const shellCode = () => `curl ${address()}/api/cases \\
  -H 'kbn-xsrf: true' \\
  -H 'content-type: application/json' \\
  -d '{
    "title": "My first case",
    "description": "Hello",
    "owner": "cases", "tags": [],
    "settings": { "syncAlerts": false },
    "connector": {
      "id": "none", "name": "none",
      "type": ".none", "fields": null
    }
  }'`

const TEST = `import { startServer } from 'kibana-cases-mock'

const kibana = await startServer()

// Point your code at this address:
console.log(kibana.url)

// and look at this page while it runs:
console.log(kibana.url + '/_mock/')`

const demoCode = () => `# A dozen lively cases, with comments,
# alerts, files, and pushes
# to three systems; or from the start:
# npx kibana-cases-mock --seed demo
curl ${address()}/_mock/seed \\
  -d '"demo"'`

function Start ({ icon, title, code, children }: { icon: IconName; title: string; code: string; children?: ComponentChildren }) {
  return (
    <section class='card' aria-label={title}>
      <header>
        <Icon name={icon} />
        <h2 class='grow'>{title}</h2>
        <CopyButton text={code} label={`Copy: ${title}`} />
      </header>
      <pre class='code' tabIndex={0}>{code}</pre>
      {children}
    </section>
  )
}

/** Shown before the first request: how to send one. */
export function NothingYet () {
  const { size } = documents.value.cases
  return (
    <div class='body pad nothing-yet'>
      <Empty icon='timeline' title='Nothing has happened yet'>
        <p>
          Each request that your code sends to this server appears here as it arrives, with its effect on the case and on Jira, ServiceNow
          and the like.
        </p>
        {size > 0 && (
          <p><a href='#/cases'>{count(size, 'case')} {size === 1 ? 'is' : 'are'} here already</a>, from the seed or an import.</p>
        )}
      </Empty>
      <div class='start'>
        <Start icon='routes' title='From a shell' code={shellCode()} />
        <Start icon='play' title='From a test' code={TEST} />
        <Start icon='box' title='Without code' code={demoCode()}><div class='pad'><LoadDemo /></div></Start>
      </div>
    </div>
  )
}
