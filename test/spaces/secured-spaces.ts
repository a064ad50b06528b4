import type { RunningServer } from '../../src/index.js'
import { errorBody } from '../helpers/cases.js'
import { as, roleOf } from '../helpers/security.js'

export const DEFAULT = {
  id: 'default', name: 'Default', description: 'This is your default space!', color: '#00bfb3', disabledFeatures: [], _reserved: true,
}
export const spacesUrl = '/api/spaces/space'
export const unknown = errorBody(404, 'Not Found')

export const post = async (kibana: RunningServer, payload: object, username = 'admin') =>
  await as(kibana, username, { method: 'POST', url: spacesUrl, payload })

const security = {
  users: {
    admin: { password: 'admin', roles: ['superuser'] },
    owner: { password: 'owner', roles: ['everything'] },
    local: { password: 'local', roles: ['local_admin'] },
    reader: { password: 'reader', roles: ['space2_reader'] },
    copier: { password: 'copier', roles: ['copier'] },
    nobody: { password: 'nobody', roles: [] },
  },
  roles: {
    everything: { kibana: [{ base: ['all'], spaces: ['*'] }] },
    local_admin: { kibana: [{ base: ['all'], spaces: ['space1'] }] },
    space2_reader: { kibana: [{ base: ['read'], spaces: ['space2'] }] },
    copier: roleOf({ savedObjectsManagement: ['all'] }),
  },
}
export const secured = { security, spaces: ['space1', 'space2'] }
