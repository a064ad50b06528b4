import { type PushApp } from '../helpers/push.js'

export const status = (code: number) => `Request failed with status code ${code}`

export async function pushedCase (app: PushApp, kind: string): Promise<string> {
  const { id } = await app.createCase()
  await app.push(id, kind)
  return id
}
