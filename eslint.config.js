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
    files: ['src/**', 'scripts/**', 'bench/**', 'examples/**'],
    rules: { '@stylistic/max-len': ['error', { code: 140 }] },
  },
]
