import type { IconName } from '../components/icon.js'
import type { Action } from '../types.js'
import { count, STATUS_WORDS } from './words.js'
import { asObject, type JsonObject } from './json-object.js'

/** A step of a case's activity in words: "set the status to", "Closed". */
export interface ActionWords {
  readonly icon: IconName
  readonly say: string
  /** The value, shown in bold. */
  readonly what?: string | undefined
  /** The text of a comment. */
  readonly comment?: string | undefined
}

const text = (value: unknown) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** Words for adding an attachment to a case. */
export function attachmentWords (attachment: JsonObject): ActionWords {
  switch (attachment.type) {
    case 'user': return { icon: 'comment', say: 'commented', comment: text(attachment.comment) }
    case 'alert': {
      const rule = text(asObject(attachment.rule).name)
      return { icon: 'bell', say: `attached ${count(list(attachment.alertId).length, 'alert')}${rule && ' of the rule'}`, what: rule }
    }
    case 'event': return { icon: 'bell', say: `attached ${count(list(attachment.eventId).length, 'event')}` }
    case 'actions': {
      const { type, targets } = asObject(attachment.actions)
      const hosts = list(targets).map(target => text(asObject(target).hostname))
      return { icon: 'bolt', say: `took the action ${text(type)} on`, what: hosts.join(', '), comment: text(attachment.comment) }
    }
    case 'externalReference': {
      const [file] = list(asObject(attachment.externalReferenceMetadata).files)
      const { name, extension } = asObject(file)
      if (typeof name === 'string') return { icon: 'file', say: 'attached the file', what: extension ? `${name}.${text(extension)}` : name }
      return { icon: 'link', say: 'attached a reference of type', what: text(attachment.externalReferenceAttachmentTypeId) }
    }
    default: return { icon: 'file', say: 'attached a state of type', what: text(attachment.persistableStateAttachmentTypeId) }
  }
}

function commentWords ({ action, payload }: Action): ActionWords {
  const words = attachmentWords(asObject(payload.comment))
  if (action === 'delete') {
    return { icon: 'trash', say: words.comment === undefined ? 'removed an attachment' : 'removed a comment', comment: words.comment }
  }
  if (action === 'update') return { ...words, say: 'changed a comment' }
  return words
}

const changes = (name: string, { action }: Action) =>
  action === 'add' || action === 'create' ? `added the ${name}` : action === 'delete' ? `removed the ${name}` : `changed the ${name} to`

/**
 * Words for a step of a case's activity.
 * @param nameOf returns the name of a user by profile id
 */
export function wordsOf (action: Action, nameOf: (uid: string) => string): ActionWords {
  const { type, payload } = action
  switch (type) {
    case 'create_case': return { icon: 'plus', say: 'created the case' }
    case 'delete_case': return { icon: 'trash', say: 'deleted the case' }
    case 'comment': return commentWords(action)
    case 'status': {
      const status = text(payload.status)
      return { icon: status === 'closed' ? 'check' : 'half', say: 'set the status to', what: STATUS_WORDS[status] ?? status }
    }
    case 'severity': return { icon: 'bars', say: 'set the severity to', what: text(payload.severity) }
    case 'title': return { icon: 'edit', say: 'changed the title to', what: text(payload.title) }
    case 'description': return { icon: 'edit', say: 'changed the description', comment: text(payload.description) }
    case 'category': return payload.category === null
      ? { icon: 'tag', say: 'removed the category' }
      : { icon: 'tag', say: 'set the category to', what: text(payload.category) }
    case 'tags': {
      const tags = list(payload.tags).map(text)
      return { icon: 'tag', say: changes(tags.length === 1 ? 'tag' : 'tags', action), what: tags.join(', ') }
    }
    case 'assignees': {
      const people = list(payload.assignees).map(person => nameOf(text(asObject(person).uid)))
      return { icon: 'user', say: action.action === 'delete' ? 'unassigned' : 'assigned', what: people.join(', ') }
    }
    case 'connector': {
      const { id, name } = asObject(payload.connector)
      return id === 'none'
        ? { icon: 'link', say: 'removed the connector' }
        : { icon: 'link', say: 'set the connector to', what: text(name) || text(id) }
    }
    case 'pushed': {
      const service = asObject(payload.externalService)
      return { icon: 'push', say: `pushed to ${text(service.connector_name)} as`, what: text(service.external_title) }
    }
    case 'settings': {
      const { syncAlerts } = asObject(payload.settings)
      return {
        icon: 'edit',
        say: typeof syncAlerts === 'boolean' ? `turned alert syncing ${syncAlerts ? 'on' : 'off'}` : 'changed the settings',
      }
    }
    case 'customFields': {
      const fields = list(payload.customFields).map(asObject)
      return {
        icon: 'edit',
        say: `changed ${count(fields.length, 'custom field')}`,
        what: fields.map(({ key, value }) => `${text(key)}: ${value === null ? 'none' : String(value)}`).join(', '),
      }
    }
    case 'observables': {
      const { count: number, actionType } = asObject(payload.observables)
      const verb = { add: 'added', delete: 'removed', update: 'changed' }[text(actionType)] ?? 'changed'
      return { icon: 'eye', say: `${verb} ${count(typeof number === 'number' ? number : 1, 'observable')}` }
    }
    default: return { icon: 'edit', say: `changed ${String(type)}` }
  }
}
