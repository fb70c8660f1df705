/** Turns the rules of a line into occasions. */
import type { Instant } from './changeover.ts';
import {
  lineCase,
  moneyFor,
  productName,
  stepFor,
  type ChangeoverCase,
  type LineCase,
  type Todo,
} from './reminder-case.ts';
import type { Occasion } from './reminder-kinds.ts';
import { LINE_RULES, type LineRule } from './reminder-line-rules.ts';
import { addDays } from './working-time.ts';

/** The occasions of all lines, as the rules stand now; one that moves as it is has none of its own. */
export function lineOccasions(all: ChangeoverCase): readonly Occasion[] {
  return all.changeover.lines.flatMap((line) => {
    if (line.isMoved) return [];
    const found = lineCase(all, line);
    return LINE_RULES.filter((rule) => rule.while(found)).flatMap((rule) => occasionsOf(rule, found));
  });
}

function occasionsOf(rule: LineRule, c: LineCase): readonly Occasion[] {
  const says = rule.says(c);
  const name = [rule.kind, rule.part, c.line.id].filter((part) => part !== undefined).join('/');
  if ('at' in says) {
    return says.at === undefined ? [] : [occasionOf(rule, c, { name: `${name}/${says.at}`, when: { at: says.at } })];
  }
  const { anchor, offsets } = says;
  const endsAt = rule.until?.(c);
  return offsets.map((days) =>
    occasionOf(rule, c, {
      name: `${name}/${anchor}/${days}`,
      when: { on: addDays(anchor, days) },
      ...(endsAt !== undefined && { endsAt }),
      isFinal: endsAt !== undefined && days === offsets.at(-1),
    }),
  );
}

function occasionOf(
  rule: LineRule,
  c: LineCase,
  said: Pick<Occasion, 'name' | 'when'> & { readonly endsAt?: Instant; readonly isFinal?: boolean },
): Occasion {
  const actor = rule.actor(c);
  const step = stepFor(rule.params(c)['todo'] as Todo | undefined, c)?.step.id;
  return {
    isFinal: false,
    ...said,
    kind: rule.kind,
    tells: rule.tells === 'actor' ? actor : rule.tells,
    actor,
    series: rule.isShared ? rule.kind : `${rule.kind}/${c.line.id}`,
    line: c.line.id,
    ...(step !== undefined && { step }),
    params: (reader) => ({ product: productName(c.playbook, c.line), ...moneyFor(reader, c), ...rule.params(c) }),
  };
}
