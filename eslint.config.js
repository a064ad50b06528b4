import neostandard from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['dist/', '.build/', '.tap/'] }),
  {
    rules: {
      // Kibana's wire names are not in camel case; ours are
      camelcase: 'off',
      '@stylistic/comma-dangle': ['error', 'always-multiline'],
    },
  },
]
