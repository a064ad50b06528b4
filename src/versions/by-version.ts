import type { Version } from './version.js'

/** A function of a version whose result is made once for all versions that behave alike. */
export function byVersion<Made> (make: (version: Version) => Made): (version: Version) => Made {
  const made: Made[] = []
  return version => {
    if (!(version.index in made)) made[version.index] = make(version)
    return made[version.index] as Made
  }
}
