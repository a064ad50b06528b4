import { useEffect, useState } from 'preact/hooks'
import { mock } from '../../api.js'
import { Button } from '../../components/button.js'
import type { Draft } from '../../domain/draft.js'
import type { RuleKind } from '../../state/rules.js'
import { attempt } from '../../state/toast.js'
import type { Presets as AllPresets } from '../../types.js'

/** A draft whose effect is replaced by a preset. */
function withPreset (kind: RuleKind, draft: Draft, preset: string): Draft {
  if (kind === 'faults') return { ...draft, effect: { preset } }
  const { failure, response, ...rest } = draft
  return { ...rest, preset }
}

const presetOf = (kind: RuleKind, { effect, preset }: Draft) =>
  kind === 'failures' ? preset : typeof effect === 'object' ? effect.preset : undefined

/** The server's named outages. */
export function PresetButtons ({ kind, draft, onChange }: { kind: 'faults' | 'failures'; draft: Draft; onChange: (draft: Draft) => void }) {
  const [presets, setPresets] = useState<AllPresets | undefined>()
  useEffect(() => {
    attempt(async () => setPresets(await mock.presets()))
  }, [])
  const all = presets?.[kind] ?? []
  const chosen = all.find(({ name }) => name === presetOf(kind, draft))
  return (
    <section class='stack'>
      <h2 class='cap'>Start from a real outage</h2>
      <div class='row wrap chips' role='group' aria-label='Presets'>
        {all.map(({ name, description }) => (
          <Button key={name} pressed={name === chosen?.name} title={description} onClick={() => onChange(withPreset(kind, draft, name))}>
            {name}
          </Button>
        ))}
      </div>
      {chosen && <p class='t2'>{chosen.description}<br /><span class='t3'>Seen in {chosen.source}</span></p>}
    </section>
  )
}
