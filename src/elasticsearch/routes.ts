import { apiKeyRoutes } from './api-keys.js'
import { authenticateRoutes } from './authenticated.js'
import { documentRoutes } from './documents/routes.js'
import { infoRoutes } from './info.js'
import { profileRoutes } from './profiles.js'
import type { ElasticsearchRoute } from './route.js'
import { tokenRoutes } from './tokens.js'
import { userRoutes } from './users.js'

/** All routes of this Elasticsearch. Other requests get Elasticsearch's error for a missing handler. */
export const ROUTES: readonly ElasticsearchRoute[] = [
  ...infoRoutes, ...authenticateRoutes, ...tokenRoutes, ...apiKeyRoutes, ...profileRoutes, ...userRoutes,
  ...documentRoutes,
]
