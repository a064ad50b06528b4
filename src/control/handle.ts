import type { Control } from './control.js'

/** What a test can do with a server, or with a sandbox of one. */
export type ControlHandle = Pick<Control, 'reset' | 'exportState' | 'importState' | 'snapshot' | 'restore' | 'seed' | 'setLicense' | 'clock' | 'files' | 'incidents'>

/** The public part of a server's control, as plain members: they can be taken out and passed on. */
export function controlHandle (control: Control): ControlHandle {
  const { clock, files, incidents } = control
  return {
    clock,
    files,
    incidents,
    reset: () => control.reset(),
    // A copy: what a test does with it stays with the test
    exportState: () => structuredClone(control.exportState()),
    importState: state => control.importState(state),
    snapshot: name => control.snapshot(name),
    restore: snapshot => control.restore(snapshot),
    seed: state => control.seed(state),
    setLicense: license => control.setLicense(license),
  }
}
