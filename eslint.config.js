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
    // Kibana's messages stay in one piece, so that a search finds them; a row of a table in a test is one line
    files: ['src/**', 'scripts/**', 'bench/**', 'examples/**'],
    rules: {
      '@stylistic/max-len': ['error', {
        code: 140, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true,
      }],
    },
  },
]
