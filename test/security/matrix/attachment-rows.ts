import { anyOwner, comment, internal, multipart, owner, type Row } from './row.js'

export const ATTACHMENT_ROWS: readonly Row[] = [
  {
    name: 'add a comment',
    route: 'POST /api/cases/:case_id/comments',
    request: ({ caseId, owner }) => ({ method: 'POST', url: `/api/cases/${caseId}/comments`, payload: comment(owner) }),
    checks: [owner('create comments', 'createComment')],
    success: 200,
  },
  {
    name: 'add a comment to a missing case',
    route: 'POST /api/cases/:case_id/comments',
    request: ({ owner }) => ({ method: 'POST', url: '/api/cases/nope/comments', payload: comment(owner) }),
    checks: [owner('create comments', 'createComment')],
    success: 404,
  },
  {
    name: 'change a comment',
    route: 'PATCH /api/cases/:case_id/comments',
    request: ({ caseId, commentId, commentVersion, owner }) => ({
      method: 'PATCH',
      url: `/api/cases/${caseId}/comments`,
      payload: {
        ...comment(owner), comment: 'Changed', id: commentId, version: commentVersion,
      },
    }),
    checks: [owner('update comments', 'updateComment')],
    success: 200,
  },
  {
    name: 'delete a comment',
    route: 'DELETE /api/cases/:case_id/comments/:comment_id',
    request: ({ caseId, commentId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/comments/${commentId}` }),
    checks: [owner('delete comments', 'deleteComment')],
    success: 204,
  },
  {
    name: 'delete all comments',
    route: 'DELETE /api/cases/:case_id/comments',
    request: ({ caseId }) => ({ method: 'DELETE', url: `/api/cases/${caseId}/comments` }),
    checks: [owner('delete comments', 'deleteComment')],
    success: 204,
  },
  {
    name: 'get a comment',
    route: 'GET /api/cases/:case_id/comments/:comment_id',
    request: ({ caseId, commentId }) => ({ url: `/api/cases/${caseId}/comments/${commentId}` }),
    checks: [owner('access comments', 'getComment')],
    success: 200,
  },
  {
    name: 'find comments',
    route: 'GET /api/cases/:case_id/comments/_find',
    request: ({ caseId }) => ({ url: `/api/cases/${caseId}/comments/_find` }),
    checks: [anyOwner('getComment', 'access comments')],
    success: 200,
  },
  {
    name: 'add a file',
    route: 'POST /api/cases/:case_id/files',
    request: ({ caseId }) => ({ method: 'POST', url: `/api/cases/${caseId}/files`, ...multipart() }),
    // Kibana's add_file.ts reads the case like GET before it checks further privileges
    checks: [owner('access case', 'getCase'), owner('create comments', 'createComment')],
    success: 200,
  },
  {
    name: 'add comments in bulk',
    route: 'POST /internal/cases/:case_id/attachments/_bulk_create',
    request: ({ caseId, owner }) => internal({
      method: 'POST', url: `/internal/cases/${caseId}/attachments/_bulk_create`, payload: [comment(owner), comment(owner)],
    }),
    checks: [owner('create comments', 'createComment')],
    success: 200,
  },
  {
    name: 'get comments in bulk',
    route: 'POST /internal/cases/:case_id/attachments/_bulk_get',
    request: ({ caseId, commentId }) => internal({
      method: 'POST', url: `/internal/cases/${caseId}/attachments/_bulk_get`, payload: { ids: [commentId] },
    }),
    checks: [owner('access case', 'getCase'), anyOwner('getComment', 'access comments')],
    success: 200,
  },
  {
    name: 'delete files in bulk',
    route: 'POST /internal/cases/:case_id/attachments/files/_bulk_delete',
    request: ({ caseId }) => internal({
      method: 'POST', url: `/internal/cases/${caseId}/attachments/files/_bulk_delete`, payload: { ids: ['nope'] },
    }),
    checks: [owner('access case', 'getCase')],
    success: 204,
  },
]
