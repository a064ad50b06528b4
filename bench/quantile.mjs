/** The value below which this share of the values is. */
export function quantile (values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)]
}

export const median = values => quantile(values, 0.5)
