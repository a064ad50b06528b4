/** A number with its noun: 1 case, 3 cases. */
export const count = (number: number, noun: string, plural = `${noun}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`

export const STATUS_WORDS: Readonly<Record<string, string>> = { open: 'Open', 'in-progress': 'In progress', closed: 'Closed' }
export const STATUSES = Object.keys(STATUS_WORDS)
export const SEVERITIES = ['low', 'medium', 'high', 'critical']
export const OWNER_WORDS: Readonly<Record<string, string>> = {
  cases: 'Cases',
  securitySolution: 'Security',
  observability: 'Observability',
}
export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The initials of a name, for an avatar. */
export const initials = (name: string) => {
  const parts = name.split(/[\s._-]+/).filter(Boolean)
  return (parts.length > 1 ? parts[0]!.charAt(0) + parts[1]!.charAt(0) : name.slice(0, 2)).toUpperCase()
}

/** Shortens a text to a number of characters. */
export const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text)

/** A path with its long ids shortened. */
export const shortPath = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, id => `${id.slice(0, 4)}…`)

/** The words of a search, in lower case; a match must contain all of them. */
export const searchWords = (search: string | null) => (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)

/** A user, as Kibana's documents name them. */
export interface Person {
  readonly username?: string | null | undefined
  readonly full_name?: string | null | undefined
}
export const personName = ({ username, full_name: fullName }: Person) => username ?? fullName ?? 'An unknown user'

/** A name such as "bytesPerSecond" as words: "Bytes per second". */
export const nameAsWords = (name: string) => capital(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
