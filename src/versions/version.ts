import { Type } from '@sinclair/typebox'
import { FEATURE_CUTS, MAJOR_CUT, RELEASES, type Cut, type Lifespan } from './cuts.js'

/** The newest release whose behavior is known. */
export const NEWEST_VERSION = '9.5.4'

type Numbers = readonly [major: number, minor: number, patch: number]

const numbersOf = (text: string): Numbers => {
  const [major = 0, minor = 0, patch = 0] = text.replace('-SNAPSHOT', '').split('.').map(Number)
  return [major, minor, patch]
}

const compare = (one: Numbers, other: Numbers): number => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]

const FEATURES: readonly string[] = FEATURE_CUTS

/** A version in options and control bodies. */
export const KibanaVersionSchema = Type.String({
  pattern: '^(?:[89]|[1-9]\\d+)\\.\\d+\\.\\d+(-SNAPSHOT)?$',
  expected: 'a version from "8.0.0" on, such as "9.1.0"',
})

/** A version of Kibana, with its features and known release. */
export class Version {
  /** The version as given: `8.17.2`, `9.2.0-SNAPSHOT`. */
  readonly text: string
  /** The known release that it behaves like: `8.17`, `9.4.4`. */
  readonly release: string
  /** The index of its release in `RELEASES`; versions with the same index share compiled schemas. */
  readonly index: number
  readonly #major: number
  readonly #features: number

  /** @throws RangeError for a version before 8.0.0 */
  constructor (text: string) {
    const numbers = numbersOf(text)
    const index = RELEASES.findLastIndex(({ name }) => compare(numbersOf(name), numbers) <= 0)
    const release = RELEASES[index]
    if (!release) throw new RangeError(`Kibana ${text} is older than ${RELEASES[0]!.name}.0`)
    this.text = text
    this.release = release.name
    this.index = index
    this.#major = numbers[0]
    this.#features = FEATURES.indexOf(release.reached)
  }

  /** True if it is newer than all known releases; it then behaves like the newest of them. */
  get isNewerThanKnown (): boolean {
    return compare(numbersOf(this.text), numbersOf(NEWEST_VERSION)) > 0
  }

  /** True if it includes a cut: compared by features, or by major version for 9.0. */
  reaches (cut: Cut): boolean {
    return cut === MAJOR_CUT ? this.#major >= 9 : this.#features >= FEATURES.indexOf(cut)
  }

  /** True if something with this lifespan exists in it. */
  has ({ since, until }: Lifespan): boolean {
    return (since === undefined || this.reaches(since)) && (until === undefined || !this.reaches(until))
  }
}
