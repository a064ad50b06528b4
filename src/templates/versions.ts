import { difference } from '../versions/difference.js'

export const availableKeysAreListed = difference({
  since: '9.5.2',
  text: 'The error for an unknown extended field begins with `Invalid extended_fields` and lists the available keys; before, without a ' +
    'template, it says `are not global (isGlobal) field definitions`.',
})

export const fieldNamesAreChecked = difference({
  since: '9.5.4', text: 'Names of new fields in templates may contain only letters, digits and underscores.',
})
