import type { JSX } from 'preact'

/** The icons, drawn on a 16 × 16 grid with strokes in the text color. */
const SIGNS = {
  timeline: (
    <>
      <path d='M2 3.5h7M5 8h9M2 12.5h5' />
      <circle cx='11.5' cy='3.5' r='1.5' />
      <circle cx='2.8' cy='8' r='1.2' />
      <circle cx='9.5' cy='12.5' r='1.5' />
    </>
  ),
  cases: <><rect x='2' y='4.5' width='12' height='9' rx='1.5' /><path d='M5.5 4.5v-1a1 1 0 011-1h3a1 1 0 011 1v1M2 8.5h12' /></>,
  systems: (
    <>
      <rect x='2' y='2.5' width='5' height='5' rx='1' />
      <rect x='9' y='8.5' width='5' height='5' rx='1' />
      <path d='M7 5h3.5a1 1 0 011 1v2.5' />
    </>
  ),
  requests: <><path d='M5 13V3M5 3L2.5 5.5M5 3l2.5 2.5M11 3v10M11 13l-2.5-2.5M11 13l2.5-2.5' /></>,
  bolt: <><path d='M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z' /></>,
  clock: <><circle cx='8' cy='8' r='6' /><path d='M8 4.5V8l2.5 1.5' /></>,
  box: <><path d='M8 1.8l5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.5 4.8L8 8l5.5-3.2M8 8v6.2' /></>,
  routes: <><path d='M6 3L2 8l4 5M10 3l4 5-4 5' /></>,
  search: <><circle cx='7' cy='7' r='4.5' /><path d='M10.5 10.5L14 14' /></>,
  sun: (
    <>
      <circle cx='8' cy='8' r='3' />
      <path d='M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7' />
    </>
  ),
  chev: <><path d='M4.5 6.5L8 10l3.5-3.5' /></>,
  asc: <><path d='M4.5 9.5L8 6l3.5 3.5' /></>,
  right: <><path d='M6.5 4.5L10 8l-3.5 3.5' /></>,
  back: <><path d='M9.5 4.5L6 8l3.5 3.5' /></>,
  plus: <><path d='M8 3v10M3 8h10' /></>,
  minus: <><path d='M3 8h10' /></>,
  x: <><path d='M4 4l8 8M12 4l-8 8' /></>,
  check: <><path d='M3 8.5l3.2 3L13 4.5' /></>,
  comment: <><path d='M2.5 3.5h11v7.5H7l-3 2.5V11H2.5z' /></>,
  bell: <><path d='M8 2.5l6 10.5H2z' /><path d='M8 6.5V9M8 11v.2' /></>,
  push: <><path d='M5 11l6-6M6 5h5v5' /></>,
  half: <><circle cx='8' cy='8' r='5' /><path d='M8 3v10M8 5h2.3M8 8h5M8 11h2.3' /></>,
  bars: <><path d='M4 13v-3M8 13V7M12 13V3' /></>,
  file: <><path d='M4 1.8h5l3 3v9.4H4zM9 1.8v3h3' /></>,
  copy: (
    <>
      <rect x='5.5' y='5.5' width='8' height='8' rx='1.5' />
      <path d='M3.5 10.5h-.5a.5.5 0 01-.5-.5V3a.5.5 0 01.5-.5h7a.5.5 0 01.5.5v.5' />
    </>
  ),
  pause: <><path d='M5.5 3.5v9M10.5 3.5v9' /></>,
  play: <><path d='M4.5 3l8 5-8 5z' /></>,
  filter: <><path d='M2 4h12M4.5 8h7M6.5 12h3' /></>,
  dots: <><path d='M3.5 8h.01M8 8h.01M12.5 8h.01' stroke-width='2.5' /></>,
  user: <><circle cx='8' cy='5.5' r='2.5' /><path d='M3 13.5c.6-2.5 2.5-3.8 5-3.8s4.4 1.3 5 3.8' /></>,
  trash: <><path d='M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9' /></>,
  edit: <><path d='M10.5 3l2.5 2.5L6 12.5l-3 .5.5-3z' /></>,
  down: <><path d='M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10' /></>,
  up: <><path d='M8 11V3M4.5 6L8 2.5 11.5 6M3 13.5h10' /></>,
  undo: <><path d='M5.5 3L2.5 6l3 3M2.5 6H10a3.5 3.5 0 010 7H6' /></>,
  camera: <><rect x='2' y='4.5' width='12' height='9' rx='1.5' /><path d='M5.5 4.5l1-2h3l1 2' /><circle cx='8' cy='9' r='2.3' /></>,
  eye: <><path d='M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z' /><circle cx='8' cy='8' r='2' /></>,
  link: (
    <>
      <path d='M6.5 9.5a2.5 2.5 0 003.5 0l2.5-2.5a2.5 2.5 0 00-3.5-3.5l-.7.7M9.5 6.5a2.5 2.5 0 00-3.5 0L3.5 9a2.5 2.5 0 003.5 3.5l.7-.7' />
    </>
  ),
  tag: <><path d='M2.5 2.5H8l5.5 5.5-5.5 5.5L2.5 8zM5.5 5.5h.01' /></>,
  key: <><circle cx='5' cy='11' r='2.5' /><path d='M7 9l6-6M11 5l2 2' /></>,
  branch: (
    <>
      <circle cx='4.5' cy='3.5' r='1.5' />
      <circle cx='4.5' cy='12.5' r='1.5' />
      <circle cx='11.5' cy='5.5' r='1.5' />
      <path d='M4.5 5v6M11.5 7c0 2.5-7 1.5-7 4' />
    </>
  ),
} satisfies Record<string, JSX.Element>

export type IconName = keyof typeof SIGNS

/** An icon, hidden from screen readers: the adjacent text or the button's label describes it. */
export function Icon ({ name, small = false }: { name: IconName, small?: boolean }) {
  return <svg class={small ? 'icon s' : 'icon'} viewBox='0 0 16 16' aria-hidden='true'>{SIGNS[name]}</svg>
}

/** The same icon inside an SVG, centered on a point. */
export function Sign ({ name, x, y, size = 10 }: { name: IconName, x: number, y: number, size?: number }) {
  return <svg class='sign' x={x - size / 2} y={y - size / 2} width={size} height={size} viewBox='0 0 16 16'>{SIGNS[name]}</svg>
}
