import { difference } from '../versions/difference.js'
import type { Version } from '../versions/version.js'

export const mediaTypesOfNineAreAccepted = difference({
  since: '9.0',
  text: 'Elasticsearch accepts media types that are compatible with 9 and 8; before, with 8 and 7.',
})

export const unassignedPrimariesAreCounted = difference({
  since: '8.16',
  text: 'The health of the Elasticsearch cluster has `unassigned_primary_shards`.',
})

export const luceneTenFiveIsUsed = difference({
  since: '9.5', text: 'Elasticsearch reports Lucene 10.5.1; before, 10.2.2, and 9.12.0 in 8.x.',
})

export const usersCanBeQueried = difference({ since: '8.14', text: 'Elasticsearch has `/_security/_query/user`.' })

export const keysTellTheirInvalidation = difference({
  since: '8.12', text: 'Elasticsearch lists API keys with the time of their `invalidation`.',
})

export const bulkErrorsComeFirst = difference({
  since: '8.10', text: 'The response of `_bulk` starts with `errors`; before, with `took`.',
})

/** The versions that follow from the cluster's: Lucene's, and the oldest compatible ones. */
export function relatedVersions (version: Version) {
  if (!version.reaches('9.0')) {
    return { lucene_version: '9.12.0', minimum_wire_compatibility_version: '7.17.0', minimum_index_compatibility_version: '7.0.0' }
  }
  return {
    lucene_version: luceneTenFiveIsUsed(version) ? '10.5.1' : '10.2.2',
    minimum_wire_compatibility_version: version.reaches('8.19') ? '8.19.0' : '8.18.0',
    minimum_index_compatibility_version: '8.0.0',
  }
}
