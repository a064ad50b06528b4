import { badRequest, conflict, forbidden } from '../kibana-error.js'

export const unauthorizedToManageSpaces = (verb: 'create' | 'update' | 'delete') => forbidden(`Unauthorized to ${verb} spaces`)
export const noSpaceAuthorized = () => forbidden('Forbidden')
export const spaceExists = (id: string) => conflict(`A space with the identifier ${id} already exists.`)
export const spaceIsReserved = (id: string) => badRequest(`The ${id} space cannot be deleted because it is reserved.`)
export const tooManySpaces = () =>
  badRequest('Unable to create Space, this exceeds the maximum number of spaces set by the xpack.spaces.maxSpaces setting')
