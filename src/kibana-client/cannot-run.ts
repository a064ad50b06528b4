/** Thrown when a command can't go on with a Kibana; its message is one line for the user. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun'
}
