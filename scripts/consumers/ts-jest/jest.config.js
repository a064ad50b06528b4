module.exports = { rootDir: __dirname, preset: 'ts-jest' }
