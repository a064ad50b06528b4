/** Plain text with its URLs as links. */
export function Linked ({ text }: { text: string }) {
  return (
    <p class='plaintext'>
      {text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => (index % 2 === 1
        ? <a key={index} href={part} target='_blank' rel='noopener noreferrer'>{part}</a>
        : part))}
    </p>
  )
}
