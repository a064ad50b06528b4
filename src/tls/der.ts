// Encoders for the few DER types in a certificate. Each returns the encoded bytes. Source: ITU-T X.690

/** A value with its tag and length. */
export function der (tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

export const sequence = (...members: readonly Uint8Array[]) => der(0x30, ...members)
export const set = (member: Uint8Array) => der(0x31, member)
export const octets = (content: Uint8Array) => der(0x04, content)
export const bits = (content: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), content)
export const utf8 = (text: string) => der(0x0c, Buffer.from(text))
export const TRUE = der(0x01, Buffer.from([0xff]))

/** A positive integer, given as its bytes. */
export const integer = (bytes: Uint8Array) => der(0x02, bytes[0]! < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]))

/** A UTC time from 2000 to 2049, to the second. */
export const time = (date: Date) => der(0x17, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '').slice(2)))

/** An object identifier such as `2.5.29.17`. */
export function identifier (dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = rest.flatMap(arc => {
    const groups = [arc & 0x7f]
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift(left & 0x7f | 0x80)
    return groups
  })
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]))
}
