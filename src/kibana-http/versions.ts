import { difference } from '../versions/difference.js'

export const internalRoutesAreClosed = difference({
  since: '9.0',
  text: 'Internal routes answer 400 without the header `x-elastic-internal-origin`.',
})

export const deprecationsAreAnnounced = difference({
  since: '8.1',
  text: 'Successful answers to deprecated routes and parameters of Cases have a `warning` header.',
})

export const apiVersionIsSent = difference({ since: '8.16', text: 'Public routes of Cases answer with the header `elastic-api-version`.' })

// Source: PR 193534 of September 2024; 8.16 by its date
export const spacesAndRolesAreVersioned = difference({
  since: '8.16',
  text: 'The routes of spaces and roles refuse requests with an unknown `elastic-api-version`; before, they ignore the header.',
})

export const referrerPolicyIsStrict = difference({
  since: '8.13',
  text: 'The header `referrer-policy` is `strict-origin-when-cross-origin`; before, `no-referrer-when-downgrade`.',
})

export const missingLicenseIsExplained = difference({
  since: '8.13',
  text: 'A 503 says that license information could not be obtained; before, `License is not available.`',
})

export const openerPolicyIsSent = difference({ since: '8.7', text: 'Answers have the header `cross-origin-opener-policy`.' })

export const permissionsPolicyIsSent = difference({ since: '8.9', text: 'Answers have the header `permissions-policy`.' })

export const buildDateIsReported = difference({ since: '8.9', text: '`/api/status` reports `version.build_date`.' })

export const buildFlavorIsReported = difference({ since: '8.13', text: '`/api/status` reports `version.build_flavor`.' })

export const clientMetricsAreReported = difference({ since: '8.4', text: '`/api/status` reports `metrics.elasticsearch_client`.' })

export const statusIsOpen = difference({ since: '8.9', text: '`/api/status` answers a redacted status without credentials; before, 401.' })

export const statusNamesPlugins = difference({
  since: '8.9',
  text: 'The overall status is `All services and plugins are available`; before, `All services are available`.',
})

export const fullStatusNeedsMonitor = difference({
  since: '9.5',
  text: '`/api/status` answers the redacted status to users without the cluster privilege `monitor`.',
})
