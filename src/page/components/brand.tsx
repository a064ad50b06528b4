/** The logo. */
export const Brand = ({ size = 20 }: { size?: number }) => (
  <svg width={size} height={size} viewBox='0 0 20 20' aria-hidden='true'>
    <rect x='1' y='1' width='18' height='18' rx='5' fill='var(--accent)' />
    <path d='M5.500 6h5M5.500 10h9M5.500 14h3' stroke='var(--on-accent)' stroke-width='1.800' stroke-linecap='round' />
    <circle cx='13.500' cy='6' r='1.600' fill='var(--on-accent)' />
    <circle cx='11.500' cy='14' r='1.600' fill='var(--on-accent)' />
  </svg>
)
