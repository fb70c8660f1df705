import { createHash } from 'node:crypto';
import type { ChangeoverId, TextRef } from '../changeover/changeover.ts';
import type { Random, Text } from './ports.ts';

/** An erasable text with its salt, and how events name it. */
export function newText(
  random: Random,
  changeoverId: ChangeoverId,
  kind: string,
  body: string,
): { readonly text: Text; readonly ref: TextRef } {
  const id = random.id();
  const salt = Buffer.from(random.bytes(16)).toString('hex');
  const hash = createHash('sha256').update(salt).update(body).digest('hex');
  return { text: { id, changeoverId, kind, body, salt }, ref: { id, hash } };
}
