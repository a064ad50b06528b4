import type { CasesPrivilege } from './features.js'

/**
 * The words for each Cases operation in a 403, and the privilege that it requires. Several operations may have the same.
 * Source: Kibana's cases/server/authorization/index.ts
 */
export const OPERATIONS = {
  createCase: { verb: 'create', docType: 'case', privilege: 'createCase' },
  getCase: { verb: 'access', docType: 'case', privilege: 'getCase' },
  resolveCase: { verb: 'access', docType: 'case', privilege: 'getCase' },
  getCaseMetrics: { verb: 'access', docType: 'case', privilege: 'getCase' },
  getCasesMetrics: { verb: 'access', docType: 'cases', privilege: 'getCase' },
  findCases: { verb: 'access', docType: 'cases', privilege: 'getCase' },
  bulkGetCases: { verb: 'access', docType: 'cases', privilege: 'getCase' },
  getCaseStatuses: { verb: 'access', docType: 'cases', privilege: 'getCase' },
  getCaseIDsByAlertID: { verb: 'access', docType: 'cases', privilege: 'getCase' },
  getCategories: { verb: 'access', docType: 'cases', privilege: 'getCase' },
  getTags: { verb: 'access', docType: 'case', privilege: 'getTags' },
  getReporters: { verb: 'access', docType: 'case', privilege: 'getReporters' },
  updateCase: { verb: 'update', docType: 'case', privilege: 'updateCase' },
  reopenCase: { verb: 'update', docType: 'case', privilege: 'reopenCase' },
  assignCase: { verb: 'update', docType: 'case', privilege: 'assignCase' },
  pushCase: { verb: 'push', docType: 'case', privilege: 'pushCase' },
  deleteCase: { verb: 'delete', docType: 'case', privilege: 'deleteCase' },
  createComment: { verb: 'create', docType: 'comments', privilege: 'createComment' },
  bulkCreateAttachments: { verb: 'create', docType: 'comments', privilege: 'createComment' },
  getComment: { verb: 'access', docType: 'comments', privilege: 'getComment' },
  getAttachmentMetrics: { verb: 'access', docType: 'comments', privilege: 'getComment' },
  getAllComments: { verb: 'access', docType: 'comments', privilege: 'getComment' },
  findComments: { verb: 'access', docType: 'comments', privilege: 'getComment' },
  bulkGetAttachments: { verb: 'access', docType: 'comments', privilege: 'getComment' },
  getAlertsAttachedToCase: { verb: 'access', docType: 'comments', privilege: 'getComment' },
  updateComment: { verb: 'update', docType: 'comments', privilege: 'updateComment' },
  deleteComment: { verb: 'delete', docType: 'comments', privilege: 'deleteComment' },
  deleteAllComments: { verb: 'delete', docType: 'comments', privilege: 'deleteComment' },
  findConfigurations: { verb: 'access', docType: 'case configurations', privilege: 'findConfigurations' },
  createConfiguration: { verb: 'create', docType: 'case configuration', privilege: 'createConfiguration' },
  updateConfiguration: { verb: 'update', docType: 'case configuration', privilege: 'updateConfiguration' },
  findTemplates: { verb: 'access', docType: 'case templates', privilege: 'getCase' },
  getTemplate: { verb: 'access', docType: 'case templates', privilege: 'getCase' },
  manageTemplate: { verb: 'update', docType: 'case templates', privilege: 'manageTemplate' },
  getFieldDefinitions: { verb: 'access', docType: 'case field definitions', privilege: 'getCase' },
  findUserActions: { verb: 'access', docType: 'user actions', privilege: 'getUserActions' },
  getUserActions: { verb: 'access', docType: 'user actions', privilege: 'getUserActions' },
  getConnectors: { verb: 'access', docType: 'user actions', privilege: 'getUserActions' },
  getUserActionUsers: { verb: 'access', docType: 'user actions', privilege: 'getUserActions' },
  getUserActionMetrics: { verb: 'access', docType: 'user actions', privilege: 'getUserActions' },
} as const satisfies Record<string, { verb: string, docType: string, privilege: CasesPrivilege }>

export type OperationName = keyof typeof OPERATIONS
