// The differences that the areas name; a test checks that none is missing.
export * as attachments from '../../src/attachments/versions.js'
export * as cases from '../../src/cases/versions.js'
export * as configure from '../../src/configure/versions.js'
export * as decoding from '../../src/decoding/versions.js'
export * as kibanaHttp from '../../src/kibana-http/versions.js'
export * as observables from '../../src/observables/versions.js'
export * as push from '../../src/push/versions.js'
export * as security from '../../src/security/versions.js'
