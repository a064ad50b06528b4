// Style sheets, which the bundler moves to a file of their own.
declare module '*.css'
