import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/**
 * Hears what a channel of Fastify's tells, of every server of this process.
 * @returns what ends it
 */
export function listen<Message> (channel: string, hear: (message: Message) => void): () => void {
  const listener = (message: unknown) => hear(message as Message)
  subscribe(channel, listener)
  return () => unsubscribe(channel, listener)
}
