import type { Version } from '../versions/version.js'
import { textsAreTrimmed } from './versions.js'

interface Texts {
  title?: string | undefined, description?: string | undefined, category?: string | null | undefined, tags?: string[] | undefined,
}

/** Writes the sent texts to `target`. From 8.10 on they are trimmed, since decoding counts their lengths without surrounding spaces. */
export function trimTexts<Target extends Texts> ({ title, description, category, tags }: Texts, target: Target, version: Version): Target {
  if (!textsAreTrimmed(version)) return target
  if (title !== undefined) target.title = title.trim()
  if (description !== undefined) target.description = description.trim()
  if (category !== undefined) target.category = category === null ? null : category.trim()
  if (tags !== undefined) target.tags = tags.map(tag => tag.trim())
  return target
}
