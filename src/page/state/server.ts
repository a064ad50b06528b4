import { effect, signal } from '@preact/signals'
import { AnswerError, mock, needsToken, sandbox, token } from '../api.js'
import type { ClockState, Failure, Health, ListedRule, Sandbox, Stub, Users } from '../types.js'
import { clearDocuments, hearEvent, loadDocuments, refusedPushes, setIncidents } from './documents.js'
import { currentRequests, heardMeanwhile, hearRequest, previous, setRequests } from './journal.js'

/** The state of the connection: live, connecting or lost. */
export const connection = signal<'waiting' | 'live' | 'lost'>('waiting')
/** Whether the sandbox that is shown does not exist: it was removed, or the server restarted without it. */
export const isGone = signal(false)
/** Whether the server was restarted since the page loaded. */
export const hasRestarted = signal(false)
export const health = signal<Health | null>(null)
/** The server's clock, and when it was read. */
export const clock = signal<ClockState & { readonly readAt: number }>({
  now: new Date().toISOString(),
  frozen: false,
  pace: 1,
  readAt: Date.now(),
})
export const faults = signal<readonly ListedRule[]>([])
export const failures = signal<readonly Failure[]>([])
export const stubs = signal<readonly Stub[]>([])
export const sandboxes = signal<readonly Sandbox[]>([])
export const users = signal<Users>({ security: false, users: [] })

/** The time at which the server's clock stops, however fast it runs. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** The current time on the server's clock. */
export function serverNow ({ now, frozen, pace, readAt } = clock.value): number {
  return Math.min(LAST_MS, Date.parse(now) + (frozen ? 0 : (Date.now() - readAt) * pace))
}

export const setClockState = (state: ClockState) => {
  clock.value = { ...state, readAt: Date.now() }
}

/** The polling interval for data without an event stream: clock, rules, sandboxes. */
const LOOK_MS = 2500
const RETRY_MS = 1000
/** A state that took longer to load is not polled. */
const QUICK_MS = 150

/** Passes on the answers of the Kibana that is shown, unless another one is shown by the time they arrive. */
async function load<Answers> (asked: Promise<Answers>, take: (answers: Answers) => void): Promise<void> {
  const shown = sandbox.peek()
  const answers = await asked
  if (sandbox.peek() === shown) take(answers)
}

let stateTook = 0

async function loadState (): Promise<void> {
  const start = performance.now()
  await loadDocuments(setState => load(
    Promise.all([mock.state(), mock.incidents(), mock.refusedPushes()]),
    ([state, incidents, refused]) => {
      refusedPushes.value = refused
      setState(state, incidents)
      stateTook = performance.now() - start
    },
  ))
}

export const loadRules = () => load(
  Promise.all([mock.faults.list(), mock.failures.list(), mock.stubs.list()]),
  lists => {
    [faults.value, failures.value, stubs.value] = lists
  },
)

export const loadAround = () => load(Promise.all([mock.clock(), mock.sandboxes(), loadRules()]), ([time, around]) => {
  setClockState(time)
  sandboxes.value = around
})

/** Loads everything: at the start, and after a reset, an import or a restore. */
export const reload = () => heardMeanwhile.during(heard => load(
  Promise.all([mock.health(), mock.requests(), mock.users(), loadAround(), loadState()]),
  ([about, all, people]) => {
    const before = currentRequests()
    const known = before.at(-1)
    health.value = about
    users.value = people
    // A known number now belongs to another request, so the log is that of a new process
    hasRestarted.value =
      connection.value === 'lost' && known !== undefined && all.find(({ id }) => id === known.id)?.receivedAt !== known.receivedAt
    if (hasRestarted.value) previous.value = before
    setRequests(all, heard)
  },
))

let incidentsTimer: ReturnType<typeof setTimeout> | undefined

function loadIncidentsSoon (): void {
  clearTimeout(incidentsTimer)
  const loadIncidents = () => load(Promise.all([mock.incidents(), mock.refusedPushes(), loadRules()]), ([incidents, refused]) => {
    setIncidents(incidents)
    refusedPushes.value = refused
  })
  // The streams notice when the server is gone
  incidentsTimer = setTimeout(() => loadIncidents().catch(() => {}), 120)
}

/** Paths whose changes emit no event, so the state must be reloaded. */
const BESIDE_CASES = /\/api\/(?:actions|spaces|security|detection_engine|cases\/configure|cases\/[^/]+\/files)\b/

let stateTimer: ReturnType<typeof setTimeout> | undefined

function loadStateSoon (): void {
  clearTimeout(stateTimer)
  stateTimer = setTimeout(() => loadState().catch(() => {}), 200)
}

async function look (): Promise<void> {
  if (document.hidden) return
  await loadAround()
  const newest = await mock.newestRequest()
  const known = currentRequests().at(-1)?.id ?? 0
  // A lower number than before: the server was reset
  if (newest < known) await reload()
  else if (stateTook < QUICK_MS) await loadState()
}

const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

async function stay (signal: AbortSignal): Promise<void> {
  const inner = new AbortController()
  signal.addEventListener('abort', () => inner.abort())
  try {
    // Opens the streams first, so that nothing is missed between loading and following
    const streams = await Promise.all([
      mock.followRequests(inner.signal, request => {
        hearRequest(request)
        if (request.path.endsWith('/_push')) loadIncidentsSoon()
        else if (request.method !== 'GET' && BESIDE_CASES.test(request.path)) loadStateSoon()
      }),
      mock.followEvents(inner.signal, hearEvent),
    ])
    const end = Promise.race(streams.map(stream => stream.end))
    await Promise.race([reload(), end])
    isGone.value = false
    connection.value = 'live'
    const looking = (async () => {
      while (!inner.signal.aborted) {
        await wait(LOOK_MS, inner.signal)
        if (!inner.signal.aborted) await look()
      }
    })()
    await Promise.race([end, looking])
  } finally {
    inner.abort()
  }
}

/** Keeps the page in sync with the current instance, across restarts of the server. */
export function connect (): void {
  effect(() => {
    const controller = new AbortController()
    const shown = sandbox.value
    // Reading the signals here reconnects at once when the token or the sandbox changes
    const given = token.value
    connection.value = 'waiting'
    isGone.value = false
    hasRestarted.value = false
    previous.value = []
    setRequests([])
    clearDocuments()
    // The loading time of another Kibana says nothing about this one
    stateTook = 0
    const keepUp = async () => {
      while (!controller.signal.aborted) {
        try {
          await stay(controller.signal)
        } catch (error) {
          // The connection state already shows this error
          isGone.value = shown !== null && error instanceof AnswerError && error.status === 404
        }
        if (controller.signal.aborted || (needsToken.value && sandbox.value === shown && token.value === given)) return
        connection.value = 'lost'
        await wait(RETRY_MS, controller.signal)
      }
    }
    keepUp()
    return () => controller.abort()
  })
}
