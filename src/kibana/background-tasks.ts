import type { Clock } from './clock.js'

/** Work that Kibana does without a request. Times are in milliseconds of the instance's clock. */
export interface BackgroundTask {
  /** Time from the start to the first run. */
  readonly delay: number
  /** Time between two runs. */
  readonly interval: number
  readonly run: () => void
  /** The number of documents that a run would change now. */
  readonly waiting: () => number
}

/**
 * The background tasks of one instance. They need no timers: due tasks run at the next request, and when the clock is moved
 * past their time. Moving the clock back moves their next run too.
 */
export class BackgroundTasks {
  readonly #clock: Clock
  readonly #tasks: { readonly task: BackgroundTask, due: number }[] = []
  #nextDue = Infinity

  constructor (clock: Clock) {
    this.#clock = clock
    clock.onMove(by => this.#follow(by))
  }

  /** Adds a task; its delay begins now. */
  add (task: BackgroundTask): void {
    this.#tasks.push({ task, due: this.#clock.milliseconds() + task.delay })
    this.#wait()
  }

  /** Runs the tasks that are due, once each, however much time has passed. */
  runDue (): void {
    const now = this.#clock.milliseconds()
    if (now < this.#nextDue) return
    for (const planned of this.#tasks) {
      const { task: { interval, run }, due } = planned
      if (now < due) continue
      planned.due = due + (Math.floor((now - due) / interval) + 1) * interval
      run()
    }
    this.#wait()
  }

  /** The next run of each task that has work, with the number of documents that wait for it. */
  planned (): { readonly at: number, readonly waiting: number }[] {
    this.runDue()
    return this.#tasks.map(({ task, due }) => ({ at: due, waiting: task.waiting() })).filter(({ waiting }) => waiting > 0)
  }

  /** Restarts all delays. */
  restart (): void {
    for (const planned of this.#tasks) planned.due = this.#clock.milliseconds() + planned.task.delay
    this.#wait()
  }

  #follow (by: number): void {
    if (by >= 0) return this.runDue()
    for (const planned of this.#tasks) planned.due += by
    this.#wait()
  }

  #wait (): void {
    this.#nextDue = Math.min(...this.#tasks.map(({ due }) => due))
  }
}
