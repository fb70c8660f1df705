/** Reads a PNG far enough to judge an icon: its size and its pixels. */
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row, 0 to 255. */
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGBA = 6;
const RGB = 2;

/** @throws for anything but a PNG of 8 bits a channel, in colour, not interlaced: what drawing programs write. */
export function readPng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('it is not a PNG');
  const chunks = chunksOf(bytes);
  const header = chunks.find((chunk) => chunk.type === 'IHDR')?.data;
  if (header === undefined || header.length < 13) throw new Error('it has no header');
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const kind = header[9];
  if (header[8] !== 8 || header[12] !== 0 || (kind !== RGBA && kind !== RGB)) {
    throw new Error('it is not a plain PNG of 8 bits in colour');
  }
  const data = Buffer.concat(chunks.flatMap((chunk) => (chunk.type === 'IDAT' ? [chunk.data] : [])));
  const channels = kind === RGBA ? 4 : 3;
  const raw = unfiltered(inflateSync(data), width, height, channels);
  return { width, height, pixels: channels === 4 ? raw : withOpacity(raw) };
}

function chunksOf(bytes: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Each row begins with the filter by which it was made smaller; its neighbours bring it back. */
function unfiltered(rows: Buffer, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  if (rows.length < (stride + 1) * height) throw new Error('its pixels are cut off');
  const pixels = new Uint8Array(stride * height);
  const at = (row: number, i: number): number => (row < 0 || i < 0 ? 0 : (pixels[row * stride + i] ?? 0));
  for (let row = 0; row < height; row++) {
    const filter = rows[row * (stride + 1)] ?? 0;
    for (let i = 0; i < stride; i++) {
      const value = rows[row * (stride + 1) + 1 + i] ?? 0;
      const left = i < channels ? 0 : at(row, i - channels);
      const above = at(row - 1, i);
      const corner = i < channels ? 0 : at(row - 1, i - channels);
      pixels[row * stride + i] = value + predicted(filter, left, above, corner);
    }
  }
  return pixels;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, corner);
    default:
      throw new Error('its pixels are not readable');
  }
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

function withOpacity(raw: Uint8Array): Uint8Array {
  const pixels = new Uint8Array((raw.length / 3) * 4).fill(255);
  for (let i = 0; i < raw.length / 3; i++) pixels.set(raw.subarray(i * 3, i * 3 + 3), i * 4);
  return pixels;
}
