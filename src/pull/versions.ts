import type { Version } from '../versions/version.js'

/** Whether the activity of a Kibana of this version has the format of a state; in 8.0, it has another one. */
export const activityIsReadable = (version: Version): boolean => version.reaches('8.1')

/** Whether a Kibana of this version lists activity in pages; before, in one list. */
export const activityHasPages = (version: Version): boolean => version.reaches('8.7')

/** Whether a Kibana of this version has routes for templates; before, they belong to the configuration. */
export const templatesHaveRoutes = (version: Version): boolean => version.reaches('9.5')
