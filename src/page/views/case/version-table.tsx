import { Icon } from '../../components/icon.js'
import { readableVersion, sequenceOf } from '../../domain/case-version.js'
import { casesOf, describe } from '../../domain/describe.js'
import { versionSent, type CaseVersion } from '../../domain/versions.js'
import { hrefOf, setQuery } from '../../state/address.js'
import { requests, versions as index } from '../../state/journal.js'
import type { Request } from '../../types.js'

/** A change that was refused because the case had another version. */
interface Ghost {
  readonly request: Request
  readonly sent: string
  /** The version that the case had when the request arrived. */
  readonly at: number
}

function ghostsOf (caseId: string): Ghost[] {
  return requests.value.flatMap(request => {
    if (request.status !== 409 || !casesOf(request).includes(caseId)) return []
    const sent = versionSent(request, caseId)
    const current = index.before(caseId, request)
    return sent === undefined || !current ? [] : [{ request, sent, at: current.number }]
  })
}

function Choice ({ name, version, chosen }: { name: 'from' | 'to'; version: CaseVersion; chosen: number }) {
  return (
    <input
      type='radio'
      name={name}
      aria-label={`${name === 'from' ? 'From' : 'To'} version ${version.number}`}
      checked={version.number === chosen}
      onChange={() => setQuery({ [name]: version.number })}
    />
  )
}

const RequestLink = ({ request, class: more = 't3' }: { request: Request; class?: string }) =>
  <a class={more} href={hrefOf(['requests', request.id])}>#{request.id}</a>

interface VersionTableProps {
  readonly caseId: string
  readonly versions: readonly CaseVersion[]
  readonly from: number
  readonly to: number
}

/** The versions of a case, newest first, with the changes that were refused because they named an old one. */
export function VersionTable ({ caseId, versions, from, to }: VersionTableProps) {
  const ghosts = ghostsOf(caseId)
  return (
    <table>
      <caption class='sr'>Versions</caption>
      <thead>
        <tr>
          <th scope='col'>From</th>
          <th scope='col'>To</th>
          <th scope='col'>Version</th>
          <th scope='col'>Change</th>
          <th scope='col' class='num'>By</th>
        </tr>
      </thead>
      <tbody>
        {versions.toReversed().map(version => {
          const change = version.request ? describe(version.request).changes.find(change => change.caseId === caseId) : undefined
          return [
            ...ghosts.filter(({ at }) => at === version.number).toReversed().map(({ request, sent }) => (
              <tr key={`request-${request.id}`} class='ghost'>
                <td colSpan={2} />
                <td class='mono' title={sent}>[{sequenceOf(sent) ?? '?'},1]</td>
                <td><span class='row'><Icon name='x' small />409: the case was at [{version.number},1]</span></td>
                <td class='num'><RequestLink request={request} class='refused' /></td>
              </tr>
            )),
            <tr key={version.number} aria-selected={version.number === from || version.number === to}>
              <td><Choice name='from' version={version} chosen={from} /></td>
              <td><Choice name='to' version={version} chosen={to} /></td>
              <td class='mono' title={version.document.version}>{readableVersion(version.document.version)}</td>
              <td>
                <span class='row cut'>
                  {change ? <><Icon name={change.icon} small /><span class='cut'>{change.say}</span></> : <span class='t3'>Seen</span>}
                </span>
              </td>
              <td class='num'>{version.request && <RequestLink request={version.request} />}</td>
            </tr>,
          ]
        })}
      </tbody>
    </table>
  )
}
