/** The path of a URL, without its query. */
export const pathOf = (url: string): string => url.split('?', 1)[0]!

/** The path of a route as Kibana's documentation and OpenAPI write it: `/api/cases/{case_id}`. */
export const documentedPath = (route: string): string => route.replace(/:(\w+)/g, '{$1}')
