/** The one-off word to the other side: somebody can't be reached in Teams, and what can be done about it. */
import type { Changeover } from '../changeover/changeover.ts';
import { reachOf } from '../changeover/reachability.ts';
import type { Content, OneOff, Reader } from './content.ts';
import { card, content, header, press, remark, textBlock } from './parts.ts';
import { customerName, type TextOf } from './names.ts';
import { reachName, unreachedLine } from './reach-lines.ts';
import { words } from './text.ts';

/** Drawn from the newest state; undefined once the person can be reached again. */
export function unreachableCard(
  { person }: Extract<OneOff, { kind: 'unreachable' }>,
  changeover: Changeover,
  reader: Reader,
  text: TextOf,
): Content | undefined {
  const reach = reachOf(changeover, person);
  if (reach?.why === undefined) return undefined;
  const w = words(reader.locale);
  const unreached = { ...reach, why: reach.why };
  const who = reachName(w, unreached, changeover, text);
  const title = w.t('reach.title', { who });
  const said = unreachedLine(w, unreached, changeover, reader, text);
  const body = [
    header(title, `${customerName(changeover, text)} · ${changeover.customer.domain}`),
    textBlock(said),
    textBlock(w.t(`reach.todo.${unreached.why}`, { who }), { isBold: true }),
    textBlock(w.t('reach.meanwhile', { who })),
    remark(w.t('reach.cardWhy'), { spacing: 'medium' }),
  ];
  const data = { changeover: changeover.id, seen: changeover.version };
  return content(card(body, [press('status', w.t('button.status'), data)]), `${title}. ${said}`);
}
