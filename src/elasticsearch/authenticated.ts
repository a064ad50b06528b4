import { authenticated } from '../security/authenticated.js'
import type { ElasticsearchRoute } from './route.js'

/** The route that describes the caller. */
export const authenticateRoutes: readonly ElasticsearchRoute[] = [
  {
    methods: ['GET'],
    path: '/_security/_authenticate',
    summary: 'Describe the caller',
    description: 'The user of the credentials, their roles and realm, and how they were authenticated.',
    answer: ({ scope: { kibana, user, authorization: { roles } }, authorization: header }) =>
      authenticated({ user, roles, header }, kibana.security.issued),
  },
]
