/** The quantile of some values: `share` (0 to 1) of them are below it. */
export function quantile (values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)]
}

export const median = values => quantile(values, 0.5)
