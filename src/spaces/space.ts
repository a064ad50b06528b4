import type { SavedObject } from '../store/saved-object.js'
import { disabledFeatures } from '../security/space-features.js'
import type { Space, SpaceAttributes, SpaceBody } from '../documents/space.js'

/** Picks the attributes to save from a space body; keys that were not sent stay absent. */
export function toAttributes ({ id, _reserved, ...attributes }: SpaceBody): SpaceAttributes {
  return attributes
}

/** Builds the response for a space, with the features that its solution turns off. */
export function toSpace ({ id, attributes }: SavedObject<'space'>): Space {
  const { name, description, color, initials, imageUrl, _reserved, solution } = attributes
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    ...(color !== undefined && { color }),
    ...(initials !== undefined && { initials }),
    ...(imageUrl !== undefined && { imageUrl }),
    disabledFeatures: disabledFeatures(attributes),
    ...(_reserved !== undefined && { _reserved }),
    ...(solution !== undefined && { solution }),
  }
}
