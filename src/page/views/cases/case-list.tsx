import { useState } from 'preact/hooks'
import { inSpace } from '../../api.js'
import { Button } from '../../components/button.js'
import { SameFromShell, shellUrl } from '../../components/layout.js'
import { isPhone } from '../../state/screen.js'
import { CaseCards } from './case-cards.js'
import { CaseFilters } from './case-filters.js'
import { CaseTable } from './case-table.js'
import { NewCase } from './new-case.js'
import { NoCases, NothingFound } from './no-cases.js'
import { filterValue, shown, total } from './select-cases.js'

/** The cases of the server: search, filters, a table; on phones a list. */
export function CaseList () {
  const [isMaking, setMaking] = useState(false)
  const make = () => setMaking(true)
  const find = inSpace('/api/cases/_find?sortField=updatedAt&perPage=100', filterValue('space') ?? 'default')
  return (
    <>
      <div class='head'>
        <h1>Cases</h1>
        <span class='t3'>{total.value.toLocaleString('en')}</span>
        <span class='grow' />
        <Button kind='primary' icon='plus' onClick={make}>New case</Button>
      </div>
      {total.value > 0 && <CaseFilters />}
      {total.value === 0 && <NoCases onMake={make} />}
      {total.value > 0 && shown.value.length === 0 && <NothingFound />}
      {shown.value.length > 0 && (isPhone.value ? <CaseCards rows={shown.value} /> : <CaseTable rows={shown.value} onMake={make} />)}
      <SameFromShell command={`curl ${shellUrl(find)}`} />
      {isMaking && <NewCase onClose={() => setMaking(false)} />}
    </>
  )
}
