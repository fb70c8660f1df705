/** A letter out of MIME, as a mail client would show it: what the pretend Graph keeps of it. */

export interface ReadMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Undefined for what no mail server would take: no address, no subject, no part to read. */
export function mailIn(mime: string): ReadMail | undefined {
  const [head, ...rest] = mime.split('\r\n\r\n');
  const to = headerOf(head, 'To')?.replace(/^<|>$/g, '');
  const subject = headerOf(head, 'Subject');
  const boundary = /boundary="([^"]+)"/.exec(headerOf(head, 'Content-Type') ?? '')?.[1];
  if (!to || !subject || boundary === undefined) return undefined;
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`);
  const text = bodyOf(parts, 'text/plain');
  const html = bodyOf(parts, 'text/html');
  return text === undefined || html === undefined ? undefined : { to, subject: decoded(subject), text, html };
}

function headerOf(head: string | undefined, name: string): string | undefined {
  const unfolded = (head ?? '').replaceAll('\r\n ', '');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim();
}

function bodyOf(parts: readonly string[], type: string): string | undefined {
  const part = parts.find((one) => headerOf(one.trimStart().split('\r\n\r\n')[0], 'Content-Type')?.startsWith(type));
  const body = part?.trimStart().split('\r\n\r\n')[1];
  return body === undefined ? undefined : Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
}

function decoded(words: string): string {
  return words.replace(/=\?utf-8\?B\?([^?]*)\?=/gi, (_word, base64: string) =>
    Buffer.from(base64, 'base64').toString('utf8'),
  );
}
