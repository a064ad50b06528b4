/** A copy of an object without some of its keys. */
export const withoutKeys = <Member>(value: Readonly<Record<string, Member>>, keys: readonly string[]): Record<string, Member> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))

/** A copy of an object without the keys that are undefined. */
export const withoutUndefined = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value
