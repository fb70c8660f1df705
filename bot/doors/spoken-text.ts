/** The words of a message, without the mention that called the bot. */
import type { Activity } from './activity.ts';

/** More than Teams lets anybody send; what is longer is cut before it is looked at. */
const LONGEST = 100_000;

/** Other people stay in the text by name; the white space that Teams makes of spaces is made plain. */
export function textOf({ text, entities, recipient }: Activity): string {
  const calls = (entities ?? []).flatMap((entity) => (isCallOf(entity, recipient.id) ? [entity.text] : []));
  const called = calls.reduce((rest, call) => rest.replace(call, ' '), (text ?? '').slice(0, LONGEST));
  return called
    .replace(/<\/?at(?:\s[^<>]*)?>/gi, '')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

function isCallOf(
  entity: Readonly<Record<string, unknown>>,
  botId: string,
): entity is { readonly text: string } & Readonly<Record<string, unknown>> {
  const { type, text, mentioned } = entity;
  if (type !== 'mention' || typeof text !== 'string' || text === '') return false;
  return typeof mentioned === 'object' && mentioned !== null && 'id' in mentioned && mentioned.id === botId;
}
