import { place } from '../../state/address.js'
import { CaseView } from '../case/case-view.js'
import { CaseList } from './case-list.js'

/** All cases, or the one that the address names. */
export function CasesView () {
  const id = place.value.parts[1]
  return id === undefined ? <CaseList /> : <CaseView key={id} id={id} />
}
