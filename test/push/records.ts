import { findIncidents } from '../../src/connectors/simulation/incidents.js'
import { type PushApp } from '../helpers/push.js'

export const comment = (text: string) => ({ type: 'user' as const, comment: text, owner: 'cases' })

export const activity = ({ kibana }: PushApp, caseId: string) =>
  kibana.store.ofCase('cases-user-actions', caseId).map(({ attributes }) => attributes)
export const calls = ({ kibana }: PushApp) => findIncidents(kibana).flatMap(({ calls }) => calls)
