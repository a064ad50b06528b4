import type { Version } from './version.js'

/** Caches a function of a version: versions that behave alike share one result. */
export function byVersion<Made> (make: (version: Version) => Made): (version: Version) => Made {
  const made: Made[] = []
  return version => {
    if (!(version.index in made)) made[version.index] = make(version)
    return made[version.index] as Made
  }
}
