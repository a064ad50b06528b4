/** Texts that set `hit` in the page, call another server, or break its layout, unless they are treated as text. */
export const hostileTexts = [
  '<script>globalThis.hit = 1</script>',
  '<img src=x onerror="globalThis.hit = 1">',
  '<svg onload="globalThis.hit = 1">',
  '"><b onmouseover=globalThis.hit=1 autofocus onfocus=globalThis.hit=1 tabindex=0>',
  '[a link](javascript:globalThis.hit=1)',
  '![an image](https://elsewhere.example/pixel.png)',
  '<iframe srcdoc="<script>parent.hit = 1</script>">',
  '<style>*{display:none}</style><link rel=stylesheet href=https://elsewhere.example/a.css>',
  '&lt;b&gt; \u202Egnp.exe {{constructor.constructor("hit")()}} $%7BglobalThis.hit=1}',
  `https://elsewhere.example/${'a'.repeat(120)}`,
] as const
