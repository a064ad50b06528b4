import type { ComponentChildren } from 'preact'
import { Moment } from '../../components/moment.js'
import { readableVersion } from '../../domain/case-version.js'
import { span } from '../../domain/time.js'
import { observableType } from '../../domain/observable-types.js'
import { personName, type Person } from '../../domain/words.js'
import { configurationOf } from '../../state/case-facts.js'
import type { Case } from '../../types.js'
import { PushedTo } from './pushed-to.js'

const DoneBy = ({ at, by }: { at: string; by: Person | null }) => (
  <><Moment at={at} />{by?.username || by?.full_name ? ` by ${personName(by)}` : ''}</>
)

function asText (value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function Facts ({ title, facts }: { title?: string; facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <section>
      {title && <h2 class='cap'>{title}</h2>}
      <dl class='kv'>{facts.map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>
    </section>
  )
}

function timesOf ({
  created_at: created, created_by: by, updated_at: updated, updated_by: updatedBy, closed_at: closed, closed_by: closedBy, duration,
}: Case) {
  return [
    ['Created', <DoneBy key='created' at={created} by={by} />] as const,
    ...(updated ? [['Changed', <DoneBy key='changed' at={updated} by={updatedBy} />] as const] : []),
    ...(closed ? [['Closed', <DoneBy key='closed' at={closed} by={closedBy} />] as const] : []),
    ...(duration ? [['Duration', span(duration * 1000)] as const] : []),
  ]
}

const Tags = ({ tags }: { tags: readonly string[] }) => (
  <span class='row wrap tight'>{tags.map(tag => <span key={tag} class='tag long'>{tag}</span>)}</span>
)

function Observables ({ found }: { found: Case }) {
  const configuration = configurationOf(found)
  return (
    <section>
      <h2 class='cap'>Observables</h2>
      <ul class='stack tight'>
        {found.observables.map(({ id, typeKey, value, description }) => (
          <li key={id} class='row' title={description ?? undefined}>
            <span class='tag kind'>{observableType(typeKey, configuration)}</span><code class='breaks'>{value}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The attributes of a case, shown beside its activity. */
export function CasePanel ({ found }: { found: Case }) {
  const { tags, category, settings, version, customFields, observables, connector } = found
  const configuration = configurationOf(found)
  const labelOf = (key: string) => configuration?.customFields.find(field => field.key === key)?.label ?? key
  return (
    <>
      <Facts facts={[
        ...timesOf(found),
        ...(category ? [['Category', category] as const] : []),
        ...(tags.length > 0 ? [['Tags', <Tags key='tags' tags={tags} />] as const] : []),
        ['Sync alerts', settings.syncAlerts ? 'On' : 'Off'],
        ['Version', <span key='version' class='mono'>{version} <span class='t3'>= {readableVersion(version)}</span></span>],
      ]}
      />
      <PushedTo found={found} />
      {customFields.length > 0 && (
        <Facts title='Custom fields' facts={customFields.map(({ key, value }) => [labelOf(key), asText(value)] as const)} />
      )}
      {observables.length > 0 && <Observables found={found} />}
      {connector.id !== 'none' && (
        <Facts
          title='Push settings'
          facts={[
            ['Connector', connector.name || connector.id],
            ...Object.entries(connector.fields ?? {}).filter(([, value]) => value !== null)
              .map(([name, value]) => [name, asText(value)] as const),
          ]}
        />
      )}
    </>
  )
}
