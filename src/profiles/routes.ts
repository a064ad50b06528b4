import { Type } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { notFound } from '../kibana-error.js'
import { route } from '../kibana-http/route.js'
import type { Scope } from '../kibana/context.js'
import { headersCarryProfiles } from '../security/versions.js'
import { OwnProfileSchema, ProfileSchema, toOwnProfile, toProfile } from './profile.js'
import { findProfiles, SuggestProfilesBodySchema, suggestProfiles } from './suggest.js'

const common = { tag: 'profiles', access: 'internal', checkedBy: 'core', space: 'any' } as const
const dataPath = Type.Optional(Type.String({ description: 'names of data, separated by commas; `*` for all' }))

/** @throws KibanaError 404 for a caller without a profile, or without a session if only sessions have profiles */
function ownUid ({ kibana, user, session }: Scope): string {
  const uid = session ?? headersCarryProfiles(kibana.version) ? user.profile_uid : undefined
  if (uid === undefined) throw notFound()
  return uid
}

/** User profiles. Source: Kibana's security/server/routes/user_profile */
export const profileRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get('/internal/security/user_profile', route({
    ...common,
    id: 'getOwnProfile',
    since: '8.5',
    summary: 'Read the profile of the caller',
    description: 'Up to 9.3, only callers with a session have one; from 9.4 on, those with credentials in a header do too.',
    query: Type.Object({ dataPath }, { additionalProperties: false }),
    answer: OwnProfileSchema,
  }), ({ scope, query }) => toOwnProfile(scope, ownUid(scope), query.dataPath))

  app.post('/internal/security/user_profile/_data', route({
    ...common,
    id: 'changeOwnProfileData',
    since: '8.5',
    summary: 'Add data to the profile of the caller',
    description: 'The data is any object, such as an avatar. Requires a session.',
    body: Type.Record(Type.String(), Type.Unknown()),
    others: { 200: 'the data is stored' },
  }), ({ scope, body }, reply) => {
    if (!scope.session) throw notFound()
    scope.kibana.security.profiles.addData(ownUid(scope), body)
    reply.send()
  })

  app.post('/internal/security/user_profile/_bulk_get', route({
    ...common,
    id: 'bulkGetProfiles',
    since: '8.5',
    apiPrivileges: ['bulkGetUserProfiles'],
    summary: 'Read profiles by id',
    description: 'Unknown ids are left out.',
    body: Type.Object({ uids: Type.Array(Type.String(), { minItems: 1, maxItems: 1000 }), dataPath }, { additionalProperties: false }),
    answer: Type.Array(ProfileSchema),
  }), ({ scope: { kibana }, body }) => [...new Set(body.uids)].flatMap(uid => toProfile(kibana, uid, body.dataPath) ?? []))

  app.post('/internal/cases/_suggest_user_profiles', route({
    ...common,
    checkedBy: 'cases',
    id: 'suggestUserProfiles',
    since: '8.5',
    payload: 'object',
    apiPrivileges: ['casesSuggestUserProfiles'],
    summary: 'Suggest users to assign cases to',
    description: 'Users with a profile who may read the cases of all these owners. Requires a Platinum license.',
    body: SuggestProfilesBodySchema,
    answer: Type.Array(ProfileSchema),
  }), request => suggestProfiles(request.scope, request.body))

  app.get('/internal/detection_engine/users/_find', route({
    ...common,
    id: 'findDetectionUsers',
    since: '8.12',
    versioned: () => true,
    summary: 'Find users by name',
    description: 'Users with a profile, to assign alerts to.',
    query: Type.Object({ searchTerm: Type.Optional(Type.String({ description: 'the start of a word in the names' })) }, {
      additionalProperties: true,
    }),
    answer: Type.Array(ProfileSchema),
  }), ({ scope, query }) => findProfiles(scope, query.searchTerm ?? ''))
}
