import { given, post, put, type Expected, type Step } from '../scenario.js'
import { OWNER, refusal } from './bodies.js'

export const ROLE = '/api/security/role/{space}-role'
const USER = '/internal/security/users/{space}-user'
export const LIMITED = { user: 'limited' } as const
export const FIRST = 'securitySolutionCases'
export const THIRD = 'securitySolutionCasesV3'

type Features = Readonly<Record<string, readonly string[]>>
export const role = (feature: Features, spaces = ['{space}'], base: readonly string[] = []): Step => given(put(ROLE, {
  elasticsearch: { cluster: [], indices: [], run_as: [] }, kibana: [{ base, feature, spaces }],
}, { status: 204 }))
export const user = (roles: readonly string[] = ['{space}-role']): Step =>
  given(post(USER, { username: '{space}-user', password: '{password}', roles, full_name: 'Limited', email: null }))
/** Creates a user with these privileges. */
export const limited = (feature: Features, spaces?: string[]): readonly Step[] => [role(feature, spaces), user()]

export const comment = { type: 'user', comment: 'Hello', owner: OWNER }
export const forbidden = (message: string): Expected => ({ ...refusal(message, 403), ...LIMITED })
export const refusedTo = (verb: string): Expected => forbidden(`Unauthorized to ${verb} with owners: "${OWNER}"`)
