/**
 * What a Cases operation is called in a 403. Kibana checks privileges by these names; several share a text.
 * Source: Kibana's cases/server/authorization/index.ts
 */
export const OPERATIONS = {
  createCase: { verb: 'create', docType: 'case' },
  getCase: { verb: 'access', docType: 'case' },
  resolveCase: { verb: 'access', docType: 'case' },
  getCaseMetrics: { verb: 'access', docType: 'case' },
  findCases: { verb: 'access', docType: 'cases' },
  bulkGetCases: { verb: 'access', docType: 'cases' },
  getCaseStatuses: { verb: 'access', docType: 'cases' },
  getCaseIDsByAlertID: { verb: 'access', docType: 'cases' },
  getCategories: { verb: 'access', docType: 'cases' },
  getTags: { verb: 'access', docType: 'case' },
  getReporters: { verb: 'access', docType: 'case' },
  updateCase: { verb: 'update', docType: 'case' },
  reopenCase: { verb: 'update', docType: 'case' },
  assignCase: { verb: 'update', docType: 'case' },
  pushCase: { verb: 'push', docType: 'case' },
  deleteCase: { verb: 'delete', docType: 'case' },
  createComment: { verb: 'create', docType: 'comments' },
  bulkCreateAttachments: { verb: 'create', docType: 'comments' },
  getComment: { verb: 'access', docType: 'comments' },
  findComments: { verb: 'access', docType: 'comments' },
  bulkGetAttachments: { verb: 'access', docType: 'comments' },
  getAlertsAttachedToCase: { verb: 'access', docType: 'comments' },
  updateComment: { verb: 'update', docType: 'comments' },
  deleteComment: { verb: 'delete', docType: 'comments' },
  deleteAllComments: { verb: 'delete', docType: 'comments' },
  findConfigurations: { verb: 'access', docType: 'case configurations' },
  createConfiguration: { verb: 'create', docType: 'case configuration' },
  updateConfiguration: { verb: 'update', docType: 'case configuration' },
  findUserActions: { verb: 'access', docType: 'user actions' },
  getUserActions: { verb: 'access', docType: 'user actions' },
  getConnectors: { verb: 'access', docType: 'user actions' },
  getUserActionUsers: { verb: 'access', docType: 'user actions' },
  getUserActionMetrics: { verb: 'access', docType: 'user actions' },
} as const satisfies Record<string, { verb: string, docType: string }>

export type OperationName = keyof typeof OPERATIONS
