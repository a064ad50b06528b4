/**
 * Indexed properties of cases. `reporter` has the creator's name and profile id as values, `username` only the name;
 * `unassigned` has the single value `''`, for cases without assignees.
 */
export type Facet = 'space' | 'owner' | 'status' | 'severity' | 'tag' | 'category' | 'username' | 'reporter' | 'assignee' | 'unassigned'
