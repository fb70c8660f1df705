import type { Content } from './content.ts';
import { type Action, actionSet, card, content, header, press, remark, subheading } from './parts.ts';
import { words } from './text.ts';
import type { Verb } from './verbs.ts';

export interface CourseView {
  readonly locale: string;
  readonly changeover: string;
  readonly seen: number;
  readonly isPartner: boolean;
  readonly isPaused: boolean;
  /** The side that is not in Teams and has the old subscriptions, or takes them, as this kind calls it. */
  readonly source: string;
}

/** What can be done from any step: texts for others, and changing course. Each verb has its `button.<verb>`. */
export function courseCard(view: CourseView): Content {
  const w = words(view.locale);
  const data = { changeover: view.changeover, seen: view.seen };
  const button = (verb: Verb): Action => press(verb, w.t(`button.${verb}`, { who: view.source }), data);
  const letters: readonly Verb[] = view.isPartner ? ['letterSource', 'letterProvider'] : ['letterSource'];
  const rest: Verb = view.isPaused ? 'resume' : 'pause';
  const switching: readonly Verb[] = view.isPartner ? ['switchPlaybook'] : [];
  const texts: readonly Verb[] = ['supportCase', 'tellUsers', ...letters];
  const changes: readonly Verb[] = ['skip', 'reopen', rest, 'licences', ...switching];
  return content(
    card([
      header(w.t('course.title')),
      subheading(w.t('course.texts')),
      remark(w.t('course.texts.hint')),
      actionSet(texts.map(button)),
      subheading(w.t('course.changes'), { hasSeparator: true }),
      remark(w.t('course.changes.hint')),
      actionSet(changes.map(button)),
      actionSet([button('callOff')]),
    ]),
    w.t('course.summary'),
  );
}
