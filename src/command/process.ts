/** The parts of Node's `process` that the command uses. */
export type CommandProcess = Pick<NodeJS.Process, 'argv' | 'env' | 'stdout' | 'stderr' | 'once' | 'exit' | 'ppid'>
