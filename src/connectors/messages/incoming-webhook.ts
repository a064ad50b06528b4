import { Type, type Static } from '@sinclair/typebox'

const SecretsSchema = Type.Object({ webhookUrl: Type.String() })

/** The config and secrets of a type that posts to the incoming webhook of a chat. */
export const incomingWebhook = (chat: string) => ({
  config: Type.Object({}),
  secrets: SecretsSchema,
  validateSecrets: ({ webhookUrl }: Static<typeof SecretsSchema>) => URL.canParse(webhookUrl)
    ? undefined
    : `error configuring ${chat} action: unable to parse host name from webhookUrl`,
})
