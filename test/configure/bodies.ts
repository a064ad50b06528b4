export const URL = '/api/cases/configure'
export const jira = { id: 'jira-1', name: 'Jira', type: '.jira', fields: null }
export const text = (changes: object = {}) => ({ key: 'text', label: 'Text', type: 'text', required: false, ...changes })
export const toggle = (changes: object = {}) => ({ key: 'toggle', label: 'Toggle', type: 'toggle', required: false, ...changes })
export const number = (changes: object = {}) => ({ key: 'number', label: 'Number', type: 'number', required: false, ...changes })
export const template = (changes: object = {}) => ({ key: 'template', name: 'Template', caseFields: null, ...changes })
export const elastic = { username: 'elastic', full_name: null, email: null }
