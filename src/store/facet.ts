/**
 * Indexed properties of cases. `reporter` is the name and profile of the creator, `username` the name
 * alone; `unassigned` has the single value `''`, for cases without assignees.
 */
export type Facet = 'space' | 'owner' | 'status' | 'severity' | 'tag' | 'category' | 'username' | 'reporter' | 'assignee' | 'unassigned'
