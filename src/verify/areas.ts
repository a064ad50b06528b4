import type { Area } from './scenario.js'
import { activityArea } from './scenarios/activity.js'
import { alertArea } from './scenarios/alerts.js'
import { commentArea } from './scenarios/comments.js'
import { configureArea } from './scenarios/configure.js'
import { conflictArea } from './scenarios/conflicts.js'
import { connectorArea } from './scenarios/connectors.js'
import { createArea } from './scenarios/create.js'
import { errorArea } from './scenarios/errors.js'
import { fileArea } from './scenarios/files.js'
import { findArea } from './scenarios/find.js'
import { getAndDeleteArea } from './scenarios/get-and-delete.js'
import { internalArea } from './scenarios/internal.js'
import { observableArea } from './scenarios/observables.js'
import { privilegeArea } from './scenarios/privileges.js'
import { pushArea } from './scenarios/push.js'
import { roleArea } from './scenarios/roles.js'
import { spaceArea } from './scenarios/spaces.js'
import { statusArea } from './scenarios/status.js'
import { templateArea } from './scenarios/templates.js'
import { updateArea } from './scenarios/update.js'

/** Every scenario, grouped by area of Kibana. */
export const AREAS: readonly Area[] = [
  createArea, getAndDeleteArea, updateArea, conflictArea, statusArea, findArea, commentArea, alertArea, fileArea, configureArea,
  templateArea, observableArea, activityArea, connectorArea, pushArea, internalArea, spaceArea, roleArea, privilegeArea, errorArea,
]
