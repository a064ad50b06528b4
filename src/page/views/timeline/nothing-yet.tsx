import { address } from '../../api.js'
import { CopyButton } from '../../components/button.js'
import { Icon, type IconName } from '../../components/icon.js'
import { Empty } from '../../components/layout.js'

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

const DEMO = `# A dozen lively cases, with comments,
# alerts, files, and pushes
# to three systems:
npx kibana-cases-mock --seed demo`

function Start ({ icon, title, code }: { icon: IconName; title: string; code: string }) {
  return (
    <section class='card' aria-label={title}>
      <header>
        <Icon name={icon} />
        <h2 class='grow'>{title}</h2>
        <CopyButton text={code} label={`Copy: ${title}`} />
      </header>
      <pre class='code' tabIndex={0}>{code}</pre>
    </section>
  )
}

/** Shown before the first request: how to send one. */
export function NothingYet () {
  return (
    <div class='body pad nothing-yet'>
      <Empty icon='timeline' title='Nothing has happened yet'>
        <p>
          Each request that your code sends to this server is drawn here as it comes, with what it did to its case and to Jira, ServiceNow
          and the like.
        </p>
      </Empty>
      <div class='start'>
        <Start icon='routes' title='From a shell' code={shellCode()} />
        <Start icon='play' title='From a test' code={TEST} />
        <Start icon='box' title='Without code' code={DEMO} />
      </div>
    </div>
  )
}
