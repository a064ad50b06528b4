// Style sheets, which the bundler writes to a separate file.
declare module '*.css'
