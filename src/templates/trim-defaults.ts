import { isScalar, parseDocument } from 'yaml'
import type { Definition } from './definition.js'

/**
 * Trims the text defaults in a definition's fields. If there is nothing to trim, the definition stays as sent.
 * Source: Kibana's cases/server/services/templates/utils.ts (trimFieldDefaults)
 */
export function trimDefaults (yaml: string, { fields }: Definition): string {
  const document = parseDocument(yaml)
  let isTrimmed = false
  for (const index of fields.keys()) {
    const node = document.getIn(['fields', index, 'metadata', 'default'], true)
    if (!isScalar(node) || typeof node.value !== 'string' || node.value === node.value.trim()) continue
    node.value = node.value.trim()
    isTrimmed = true
  }
  return isTrimmed ? document.toString() : yaml
}
