/** The value of the header `authorization` for a user and a password. */
export const basic = (username: string | null, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
