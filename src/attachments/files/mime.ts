import { parse } from 'node:path'
import mime from 'mime-types'

// Source: Kibana's cases/common/constants/mime_types.ts, after IANA's list of image types; image/gif is not among them
const IMAGE_TYPES = new Set(`
  aces apng avci avcs avif bmp cgm dicom-rle dpx emf example fits g3fax heic heic-sequence heif heif-sequence hej2k hsj2 jls jp2
  jpeg jph jphc jpm jpx jxr jxrA jxrS jxs jxsc jxsi jxss ktx ktx2 naplps png prs.btif prs.pti pwg-raster svg+xml t38 tiff tiff-fx
  vnd.adobe.photoshop vnd.airzip.accelerator.azv vnd.cns.inf2 vnd.dece.graphic vnd.djvu vnd.dwg vnd.dxf vnd.dvb.subtitle
  vnd.fastbidsheet vnd.fpx vnd.fst vnd.fujixerox.edmics-mmr vnd.fujixerox.edmics-rlc vnd.globalgraphics.pgb vnd.microsoft.icon
  vnd.mix vnd.ms-modi vnd.mozilla.apng vnd.net-fpx vnd.pco.b16 vnd.radiance vnd.sealed.png vnd.sealedmedia.softseal.gif
  vnd.sealedmedia.softseal.jpg vnd.svf vnd.tencent.tap vnd.valve.source.texture vnd.wap.wbmp vnd.xiff vnd.zbrush.pcx webp wmf
`.trim().split(/\s+/).map(name => `image/${name}`))

const OTHER_TYPES = new Set([
  'text/plain', 'text/csv', 'text/json', 'application/json',
  'application/zip', 'application/gzip', 'application/x-bzip', 'application/x-bzip2', 'application/x-7z-compressed', 'application/x-tar',
  'application/pdf',
])

const MEBIBYTE = 1024 * 1024

/** The name of an uploaded file without its extension, and the MIME type of that extension. */
export function parseFilename (filename: string): { name: string, mimeType: string | undefined } {
  const { name, ext } = parse(filename)
  return { name, mimeType: mime.lookup(ext.toLowerCase()) || undefined }
}

export const isAllowed = (mimeType: string): boolean => IMAGE_TYPES.has(mimeType) || OTHER_TYPES.has(mimeType)

/** Maximum size of a file in bytes: 10 MiB for images, 100 MiB for other allowed types, 0 for the rest. */
export function maxBytes (mimeType: string | undefined): number {
  if (mimeType === undefined || !isAllowed(mimeType)) return 0
  return IMAGE_TYPES.has(mimeType) ? 10 * MEBIBYTE : 100 * MEBIBYTE
}

/**
 * The extension that Kibana records for a type, regardless of the file's name.
 * Source: Kibana's files plugin, file_client.ts, which uses the package `mime` 2; ours differs from it for this type only
 */
export const extensionOf = (mimeType: string): string => mimeType === 'image/jpeg' ? 'jpeg' : mime.extension(mimeType) || 'txt'
