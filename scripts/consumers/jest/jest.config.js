module.exports = { rootDir: __dirname }
