import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/**
 * Subscribes to a channel of Fastify, for every server of this process.
 * @returns a function that unsubscribes
 */
export function listen<Message> (channel: string, hear: (message: Message) => void): () => void {
  const listener = (message: unknown) => hear(message as Message)
  subscribe(channel, listener)
  return () => unsubscribe(channel, listener)
}
