const CODES = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36, dim: 2, bold: 1 } as const

export type Color = keyof typeof CODES
export type Paint = (color: Color, text: string) => string

const paint: Paint = (color, text) => `\u001b[${CODES[color]}m${text}\u001b[0m`
const plain: Paint = (_color, text) => text

/** Colors for a terminal; none if NO_COLOR is set or the terminal has none. See https://no-color.org. */
export const painter = ({ NO_COLOR: no, TERM: terminal }: Readonly<Record<string, string | undefined>>): Paint =>
  no || terminal === 'dumb' ? plain : paint
