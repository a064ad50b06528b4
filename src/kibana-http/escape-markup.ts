const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text for HTML or XML, between tags or between double quotes. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, character => ENTITIES[character]!)
