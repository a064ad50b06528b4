import { Type, type Static } from '@sinclair/typebox'
import { NullableSchema } from '../../decoding/limits.js'
import { SESSION_PROVIDER } from '../../security/realm.js'

/** The available ways to log in. */
export const LoginStateSchema = Type.Object({
  allowLogin: Type.Boolean(),
  layout: Type.String(),
  requiresSecureConnection: Type.Boolean(),
  selector: Type.Object({
    enabled: Type.Boolean(),
    providers: Type.Array(Type.Object({
      type: Type.String(),
      name: Type.String(),
      usesLoginForm: Type.Boolean(),
      showInSelector: Type.Boolean(),
      description: NullableSchema(Type.String()),
      hint: NullableSchema(Type.String()),
      icon: Type.String(),
    })),
  }),
})

/** GET /internal/security/login_state: one provider, with a form. Source: Kibana's security/server/routes/views/login.ts */
export const LOGIN_STATE: Static<typeof LoginStateSchema> = {
  allowLogin: true,
  layout: 'form',
  requiresSecureConnection: false,
  selector: {
    enabled: false,
    providers: [{
      ...SESSION_PROVIDER,
      usesLoginForm: true,
      showInSelector: true,
      description: 'Log in with Elasticsearch',
      hint: null,
      icon: 'logoElasticsearch',
    }],
  },
}
