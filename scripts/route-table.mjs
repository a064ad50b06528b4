// The README's table of routes, made from an OpenAPI document: a row for each path, rooms in the order of the routes.

/** @param paths `paths` of the OpenAPI document; @returns the lines of a Markdown table */
export function routeTable (paths) {
  const rows = Object.entries(paths).map(([path, methods]) => {
    const names = Object.keys(methods).map(method => method.toUpperCase()).join(', ')
    const room = Object.values(methods)[0].tags[0]
    return `| ${room} | ${names} | \`${path}\` |`
  })
  return ['| room | methods | path |', '| --- | --- | --- |', ...rows.sort((a, b) => a < b ? -1 : 1)].join('\n')
}

/** The README with the table between its marks. */
export const withRouteTable = (readme, table) => readme.replace(/(<!-- routes -->\n)[^]*?(<!-- \/routes -->)/, (_, start, end) => `${start}${table}\n${end}`)
