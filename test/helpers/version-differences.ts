import type { VersionChange } from '../docs/version-changes.js'
import { Version } from '../../src/versions/version.js'
import type { Difference } from '../../src/verify/compare.js'

/** A difference of one step of a scenario. */
export interface Found extends Difference {
  readonly establishes: string
  readonly step: number
  readonly request: { readonly method: string, readonly path: string, readonly body?: unknown }
}

type Explains = (found: Found) => boolean

/** The changes that the reference lists between two versions. */
export const changesBetween = (changes: readonly VersionChange[], older: Version, newer: Version) =>
  changes.filter(({ cut }) => newer.reaches(cut as never) && !older.reaches(cut as never))

const isMessage = ({ path }: Found) => path === 'message'
const isRefusal = (found: Found) => found.kind === 'status' || isMessage(found)
const textOf = ({ request: { path, body } }: Found) => `${decodeURIComponent(path)} ${JSON.stringify(body)}`
/** A path without the positions in lists. */
const keysOf = ({ path }: Found) => path.replace(/(^|\.)\d+(?=\.|$)/g, '').replace(/^\./, '')
const endsWithKey = (keys: string, key: string) => keys === key || keys.endsWith(`.${key}`)

/** True if a request is for a route, which is written as in the reference. */
function isFor (route: string, { request: { method, path } }: Found): boolean {
  const [verb, pattern = ''] = route.split(' ')
  return verb === method && new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/?]+')}(?:\\?|$)`).test(path)
}

/** The explanation of a line about a route, a key or a connector type. */
function explainsOf ({ kind, what, places }: VersionChange, all: readonly VersionChange[]): Explains {
  const name = /`(.+)`/.exec(what)?.[1] ?? ''
  if (what.startsWith('route ')) {
    const isReplaced = all.filter(other => other.what === what).length === 2
    // In a version without the route, its path may belong to another route, which refuses the request
    const isWithout = ({ kibana, here }: Found) => Number(kind === 'added' ? kibana : here) >= 400
    return found => isFor(name, found) && (isReplaced || found.kind !== 'status' || isWithout(found))
  }
  if (what.startsWith('connector type ')) {
    return found => (found.kind === 'length' &&
      [found.kibana, found.here].flat().some(item => JSON.stringify(item).includes(`"${name}"`))) ||
      (isRefusal(found) && textOf(found).includes(`"${name}"`))
  }
  const routes = places.map(place => place.replace(/^\w+ of /, ''))
  const isAnswer = places.some(place => place.startsWith('answer'))
  const [key = '', variant] = name.split(/: |(?<=^type) (?=")/)
  const last = variant?.replaceAll('"', '').replace('type ', '') ?? key.split('.').at(-1)!
  return found => {
    // The activity of a new case has the keys of the case
    if (endsWithKey(keysOf(found), `payload.${key}`)) return found.kind === 'unknown key'
    if (!routes.some(route => isFor(route, found))) return false
    if (isRefusal(found)) return what.startsWith('the whole') || textOf(found).includes(last) || `${found.here}`.includes(last)
    if (!isAnswer) return false
    if (name === '') return true
    if (variant !== undefined) return found.kind !== 'unknown key'
    const wanted = kind === 'added' ? 'unknown key' : kind === 'removed' ? 'missing key' : undefined
    return (wanted === undefined || found.kind === wanted) && endsWithKey(keysOf(found), key)
  }
}

/** A pattern for the path of a difference, without the positions in lists. */
const at = (pattern: RegExp): Explains => found => pattern.test(keysOf(found))
const header = (name: string): Explains => ({ kind, path }) => kind === 'header' && path === name
const asks = (pattern: RegExp): Explains => found => pattern.test(`${found.request.method} ${textOf(found)}`)
const both = (...all: readonly Explains[]): Explains => found => all.every(explains => explains(found))
const either = (...any: readonly Explains[]): Explains => found => any.some(explains => explains(found))
const says = (pattern: RegExp, side: 'kibana' | 'here' = 'here'): Explains => found => isMessage(found) && pattern.test(String(found[side]))
const becomes = (kibana: number, here: number): Explains =>
  found => found.kind === 'status' && found.kibana === kibana && found.here === here
const isTrimmed: Explains = ({ kibana, here }) => typeof kibana === 'string' && kibana !== here && kibana.trim() === here
const isPush = asks(/^POST \S+\/_push /)
const isAnAttachment = asks(/^\w+ \/api\/cases\/[^/]+(?:\/comments)?[ ?/]/)

/** Sentences of the reference, by their beginning, and the differences that each explains. */
export const SENTENCES: readonly [start: string, explains: Explains][] = [
  ['A request with an `Authorization` header has the user profile',
    ({ kind, path }) => kind === 'unknown key' && /(?:^|\.)(?:profile_uid|uid)$/.test(path)],
  ['Refusals of Elasticsearch name the roles',
    found => isMessage(found) && String(found.kibana).replaceAll(' with roles [', ' with effective roles [') === found.here],
  ['Errors of Elasticsearch have a line', found => isMessage(found) &&
    String(found.kibana).replace(/(\w+): \[(\w+)\] Reason: /, '$1\n\tRoot causes:\n\t\t$2: ') === found.here],
  ['The 409 of an update says', found => isMessage(found) && String(found.kibana).replace(' has been ', ' have been ') === found.here],
  ['No longer: `types=user` lists', both(asks(/types=user /), at(/^(?:userActions|total)$/))],
  ['`comments/_find` lists user comments', both(asks(/comments\/_find /), at(/^(?:comments|total)$/))],
  ['No longer: `comments/_find` checks', both(asks(/comments\/_find\?perPage=101/), isMessage)],
  ['No longer: A push marks and returns only', both(isPush, at(/^(?:comments|totalComment)(?:\.|$)/))],
  ['A push marks and returns only', both(isPush, at(/^(?:comments|totalComment)(?:\.|$)/))],
  ['Templates are on', both(isRefusal, asks(/"template"|"extended_fields"/))],
  ['A case cannot be created without a required global field', says(/^Invalid extended_fields: Field/)],
  ['The error for an unknown extended field', says(/^Invalid extended_fields/)],
  ['Changing templates is a sub-feature', both(becomes(200, 403), asks(/templates/))],
  ['Internal routes answer 400 without', both(becomes(200, 400), asks(/^\w+ \/internal\//))],
  ['Activity keeps only the settings', both(asks(/user_actions/), at(/payload\.settings/))],
  ['Adding, changing and deleting observables is recorded', both(asks(/user_actions/), at(/^(?:userActions|total)/))],
  ['The label of `observable-type-hostname`', at(/typeLabel$/)],
  ['The observable type `observable-type-agent-id`', both(isRefusal, asks(/agent-id/))],
  ['The error for an invalid observable', says(/^Failed to \w+ observable: Error: Observable value "/)],
  ['An observable of type `observable-type-file-path`', both(becomes(400, 200), asks(/file-path/))],
  ['An execution with invalid `params`', both(at(/^errorSource$/), asks(/_execute /))],
  ['A 400 for a new issue in Jira', both(at(/^errorSource$/), asks(/_execute /))],
  ['An update of settings without `extractObservables`', both(becomes(406, 200), asks(/"settings"/))],
  ['Assignees with an empty `uid` are dropped', at(/^assignees$/)],
  // Times are compared by the name of the first key that has the time
  ['A change of status sets `in_progress_at`', ({ kind, here }) => kind === 'value' && /\.in_progress_at\}$/.test(String(here))],
  ['Deleting attachments gives their case a new version', both(isAnAttachment, at(/^(?:version|updated_at|updated_by)$/))],
  ['Features of a second generation', both(isRefusal, ({ establishes }) => /"\w+".* of \w+V2 /.test(establishes))],
  ['Features of a third generation', both(isRefusal, ({ establishes }) => /"\w+".* of \w+V3 /.test(establishes))],
  ['The routes of spaces and roles refuse requests', both(becomes(200, 400), asks(/^GET \/api\/spaces\/space/))],
  ['ServiceNow connectors can use OAuth', at(/^config\.(?:isOAuth|clientId|jwtKeyId|userIdentifierValue)$/)],
  ['Public routes of Cases answer with the header', header('elastic-api-version')],
  ['No longer: Title and description of a pushed case', asks(/^GET \{system\}/)],
  ['No longer: Before the Jira connector reads issue types', both(isPush, at(/^message$/))],
  ['A closed case can be pushed', either(both(isPush, becomes(409, 200)), asks(/^GET \{system\}/))],
  ['Pushed texts end with', both(asks(/^GET \{system\}/), at(/(?:description|body|text)$/))],
  ['The header `referrer-policy`', header('referrer-policy')],
  ['Repeated custom fields', says(/^Invalid duplicated customFields keys/)],
  ['Messages about the types of custom fields', says(/^The following custom fields have the wrong type/)],
  ['A required custom field without a value', either(says(/required custom fields/), both(isRefusal, asks(/customFields/)))],
  ['Title, description, category and tags are stored without', isTrimmed],
  ['A request deletes 1 to 100 cases', both(isRefusal, asks(/^DELETE \/api\/cases\?/))],
  ['`_suggest_user_profiles` takes', both(becomes(200, 400), asks(/_suggest_user_profiles/))],
  ['Changing the configuration is a sub-feature',
    both(asks(/^\w+ \/api\/cases\/configure/), ({ establishes }) => establishes.includes('"cases_settings"'))],
  ['The error for a change of owner', says(/of a case is not allowed/)],
  ['No longer: A new case must not have a blank tag', says(/^A tag must contain/, 'kibana')],
  ['A new case must not have a blank tag', both(becomes(200, 400), asks(/"tags"/))],
  ['No longer: More than 10 assignees', says(/^You cannot assign more than 10/, 'kibana')],
  ['More than 10 assignees', says(/^You cannot assign more than 10/)],
  ['No longer: A title has at most 160', either(says(/title is too long/, 'kibana'), both(isRefusal, asks(/"title"/)))],
  ['No longer: A title has at most 64', either(says(/title is too long/, 'kibana'), both(isRefusal, asks(/"title"/)))],
  ['A title has at most 160 characters, surrounding spaces included', says(/title is too long. The maximum length is 160/)],
  ['Unknown keys are refused at any depth',
    either(says(/^invalid keys/), says(/excess properties/, 'kibana'), becomes(406, 400), both(becomes(200, 400), asks(/"\w+":\{/)))],
  ['Alerts that a case already has are dropped',
    either(at(/(?:^|\.)(?:alertId|index)$/), both(asks(/"type":"alert"/), at(/^comments$|^total\w+$|^version$|^updated_/)))],
  ['A case that is read with its comments counts user comments', at(/(?:^|\.)totalComment$/)],
  ['`_find` counts user comments', at(/(?:^|\.)total(?:Comment|Alerts)$/)],
  ['Answers have the header `cross-origin-opener-policy`', header('cross-origin-opener-policy')],
  ['Answers have the header `permissions-policy`', header('permissions-policy')],
  ['Listed user actions have `type`',
    both(asks(/^GET \S+\/user_actions /), ({ kind }) => kind === 'missing key' || kind === 'unknown key')],
  ['No longer: Cases have a `type`', ({ kind, path }) => kind === 'missing key' && /(?:^|\.)type$/.test(path)],
  ['Successful answers to deprecated routes', header('warning')],
]

const explanationOf = (change: VersionChange, all: readonly VersionChange[]): Explains =>
  SENTENCES.find(([start]) => change.what.startsWith(start))?.[1] ?? explainsOf(change, all)

/** True if two texts differ only in the version that they name. */
const namesVersion = ({ kibana, here }: Found, older: Version, newer: Version) =>
  typeof here === 'string' && here.replaceAll(newer.text, older.text) === kibana

/** Areas that no scenario covers: Elasticsearch, users, alerts and pages. */
const AREAS_WITHOUT_SCENARIOS = ['elasticsearch', 'alerts', 'neighbours', 'pages', 'profiles']
export const isAsked = ({ places }: VersionChange): boolean => !places.every(place => AREAS_WITHOUT_SCENARIOS.includes(place))

/** A change in one line, with its version, since names of keys recur. */
export const lineOf = ({ cut, what }: VersionChange): string => `${cut}: ${what}`

/** Explains each difference by the changes between two versions, and returns those without an explanation, and the unused changes. */
export function explainAll (all: readonly Found[], changes: readonly VersionChange[], older: Version, newer: Version) {
  const listed = changesBetween(changes, older, newer)
  const between = listed.map(change => ({ change, explains: explanationOf(change, listed) }))
  const used = new Set<VersionChange>()
  const unexplained: Found[] = []
  /** Scenarios and the first step whose status differs: later differences may follow from it. */
  const parted = new Map<string, number>()
  for (const found of all) {
    const reasons = between.filter(({ explains }) => explains(found))
    for (const { change } of reasons) used.add(change)
    const since = parted.get(found.establishes)
    const follows = since !== undefined && found.step > since
    if (reasons.length === 0 && !follows && !namesVersion(found, older, newer)) unexplained.push(found)
    else if (found.kind === 'status') parted.set(found.establishes, Math.min(since ?? found.step, found.step))
  }
  return { unexplained, unused: between.map(({ change }) => change).filter(change => !used.has(change) && isAsked(change)).map(lineOf) }
}
