/**
 * What cases can be looked up by. `reporter` is the name as well as the profile of who created a case, `username` the name
 * alone; `unassigned` has the one value `''`, for cases without assignees.
 */
export type Facet = 'space' | 'owner' | 'status' | 'severity' | 'tag' | 'category' | 'username' | 'reporter' | 'assignee' | 'unassigned'
