/** The text of a file whose encoding nobody named: by its mark, else by what it can be. */

/** Undefined for what is no text. */
export function decoded(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.includes('\0') ? undefined : text;
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const guessed = zeroesIn(bytes);
  if (guessed !== undefined) return guessed;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Every second byte of western words in UTF-16 is zero. */
function zeroesIn(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const start = bytes.subarray(0, 200);
  const zeroAt = (rest: number): number => start.filter((byte, i) => i % 2 === rest && byte === 0).length;
  const most = start.length / 4;
  if (start.length < 4) return undefined;
  if (zeroAt(1) > most && zeroAt(0) === 0) return 'utf-16le';
  return zeroAt(0) > most && zeroAt(1) === 0 ? 'utf-16be' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
