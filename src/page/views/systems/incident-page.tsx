import { Icon } from '../../components/icon.js'
import { Json } from '../../components/json.js'
import { Linked } from '../../components/linked.js'
import { Segmented } from '../../components/layout.js'
import { Moment } from '../../components/moment.js'
import { kindOf, recordShown } from '../../domain/record.js'
import { count } from '../../domain/words.js'
import { hrefOf, place, setQuery } from '../../state/address.js'
import { connectorName, titleOf } from '../../state/case-facts.js'
import type { Incident } from '../../types.js'
import { Pushes } from './pushes.js'

function Comments ({ comments }: Pick<Incident, 'comments'>) {
  return (
    <section class='pad'>
      <h3 class='cap'>{count(comments.length, 'comment')}</h3>
      <ol class='act'>
        {comments.map(({ id, text, createdAt }) => (
          <li key={id}>
            <i><Icon name='comment' /></i>
            <div><Linked text={text} /></div>
            <span class='when'><Moment at={createdAt} /></span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Ticket ({ incident }: { incident: Incident }) {
  const { externalTitle, externalUrl, createdAt, updatedAt, comments, caseId } = incident
  const { title, description, state, tags, fields } = recordShown(incident)
  return (
    <article class='ticket' aria-label={externalTitle}>
      <header>
        <div class='row'>
          <b class='t2'>{externalTitle}</b>
          <span class='grow' />
          {state && <span class='loz'>{state}</span>}
        </div>
        <h2>{title}</h2>
        <div class='t3 breaks mono'>{externalUrl}</div>
      </header>
      <dl class='kv pad'>
        {fields.map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
        {tags.length > 0 && <><dt>Labels</dt><dd class='row wrap tight'>{tags.map(tag => <span key={tag} class='tag'>{tag}</span>)}</dd></>}
        <dt>Created</dt><dd><Moment at={createdAt} /></dd>
        <dt>Changed</dt><dd><Moment at={updatedAt} /></dd>
        {caseId !== null && <><dt>Case</dt><dd><a href={hrefOf(['cases', caseId])}>{titleOf(caseId) ?? caseId}</a></dd></>}
      </dl>
      {description && <section class='pad'><h3 class='cap'>Description</h3><Linked text={description} /></section>}
      {comments.length > 0 && <Comments comments={comments} />}
    </article>
  )
}

/** A record as its external system would show it, with every call that changed it. */
export function IncidentPage ({ incident }: { incident: Incident }) {
  const { connectorId, connectorType, calls, externalTitle } = incident
  const isRaw = place.value.query.get('as') === 'raw'
  return (
    <>
      <div class='pad stack'>
        <a class='phone row' href='#/systems'><Icon name='back' />External systems</a>
        <div class='row'>
          <span class='tag'>{connectorName(connectorId)}</span>
          <span class='t3 cut wide'>simulated, as the system would show it</span>
          <span class='grow' />
          <Segmented
            label='Form'
            value={isRaw ? 'raw' : 'shown'}
            options={[{ value: 'shown', text: kindOf(connectorType) }, { value: 'raw', text: 'Raw' }]}
            onChoose={value => setQuery({ as: value === 'raw' ? 'raw' : null })}
          />
        </div>
        {isRaw
          ? <Json value={{ ...incident, calls: undefined }} label={`${externalTitle} as JSON`} width={80} />
          : <Ticket incident={incident} />}
      </div>
      <Pushes calls={calls} connectorId={connectorId} name={externalTitle} />
    </>
  )
}
