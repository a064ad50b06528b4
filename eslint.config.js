import neostandard from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['dist/', 'site/', '.build/', '.tap/'] }),
  {
    rules: {
      // Kibana's wire names are not in camel case; ours are
      camelcase: 'off',
      '@stylistic/comma-dangle': ['error', 'always-multiline'],
    },
  },
  {
    rules: { '@stylistic/max-len': ['error', { code: 140 }] },
  },
  {
    // A message to match can't be broken
    files: ['test/**'],
    rules: { '@stylistic/max-len': ['error', { code: 140, ignoreRegExpLiterals: true }] },
  },
]
