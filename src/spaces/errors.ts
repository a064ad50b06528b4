import { badRequest, conflict, forbidden } from '../kibana-error.js'

// Source of the texts: Kibana's security/server/spaces/secure_spaces_client_wrapper.ts, spaces/server/spaces_client/spaces_client.ts,
// spaces/server/routes/api/external/post.ts

export const unauthorizedToGetSpace = (id: string) => forbidden(`Unauthorized to get ${id} space`)
export const unauthorizedToManageSpaces = (verb: 'create' | 'update' | 'delete') => forbidden(`Unauthorized to ${verb} spaces`)
export const noSpaceAuthorized = () => forbidden('Forbidden')
export const spaceExists = (id: string) => conflict(`A space with the identifier ${id} already exists.`)
export const spaceIsReserved = (id: string) => badRequest(`The ${id} space cannot be deleted because it is reserved.`)
export const tooManySpaces = () =>
  badRequest('Unable to create Space, this exceeds the maximum number of spaces set by the xpack.spaces.maxSpaces setting')
