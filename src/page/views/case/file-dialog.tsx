import { useEffect, useState } from 'preact/hooks'
import { mock } from '../../api.js'
import { Dialog } from '../../components/dialog.js'
import { Json } from '../../components/json.js'
import { bytes } from '../../domain/time.js'
import { attempt } from '../../state/toast.js'
import type { CaseFile } from '../../types.js'

interface Content {
  readonly text?: string
  readonly image?: string
}

/** Larger files are not shown. */
const MUCH = 1_000_000
const IS_TEXT = /^(?:text\/|message\/|application\/(?:json|xml|x-ndjson|x-yaml|javascript|sql)|.*\+(?:json|xml)$)/
const IS_IMAGE = /^image\/(?:png|jpeg|gif|webp|bmp|avif|svg\+xml)$/

async function read ({ id, mimeType, size }: CaseFile): Promise<Content> {
  const type = mimeType.split(';', 1)[0]!.trim()
  if (size > MUCH) return {}
  // An image element never runs the scripts inside an SVG
  if (IS_IMAGE.test(type)) return { image: URL.createObjectURL(await mock.fileBytes(id)) }
  if (IS_TEXT.test(type)) return { text: await (await mock.fileBytes(id)).text() }
  return {}
}

/** The content of a file: text as it is, or an image. */
export function FileDialog ({ file, name, onSave, onClose }: { file: CaseFile; name: string; onSave: () => void; onClose: () => void }) {
  const [content, setContent] = useState<Content | null>(null)
  useEffect(() => {
    let url: string | undefined
    attempt(() => read(file)).then(read => {
      url = read?.image
      setContent(read ?? {})
    })
    return () => {
      if (url) URL.revokeObjectURL(url)
    }
  }, [file.id])
  return (
    <Dialog title={name} confirm='Download' cancel='Close' onConfirm={onSave} onClose={onClose}>
      <p class='t3'>{file.mimeType}, {bytes(file.size)}</p>
      {content?.text !== undefined && <Json value={content.text} label={`The text of ${name}`} />}
      {content?.image !== undefined && <img class='preview' src={content.image} alt={`The image ${name}`} />}
      {content && content.text === undefined && content.image === undefined && (
        <p class='t2'>{file.size > MUCH ? 'The file is too large to show here.' : 'Files of this type can only be downloaded.'}</p>
      )}
    </Dialog>
  )
}
