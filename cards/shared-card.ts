/**
 * A changeover's card in a chat that may be anybody's. What everybody gets says that there is a changeover and whom to ask;
 * clients ask for each person's own view of it.
 */
import { boardRow } from './board-row.ts';
import type { Content } from './content.ts';
import { progressBar } from './gauges.ts';
import { meterSection } from './meter-section.ts';
import { card, content, header, press, remark, textBlock, type Element } from './parts.ts';
import { playbookWords } from './playbook-words.ts';
import { plain, words, type Words } from './text.ts';
import type { StatusView } from './view.ts';

/** As it is put into a chat. @param who put it there, as the channel calls them. */
export function sharedCard(locale: string, changeover: string, who: string | undefined): Content {
  const w = words(locale);
  const ask = who === undefined ? w.t('shared.askWhoever') : w.t('shared.ask', { who: plain(who, 60) });
  const body = [header(w.t('shared.title')), textBlock(w.t('shared.what')), textBlock(ask)];
  return askingAgain(w, changeover, body, w.t('shared.button'));
}

/** For whom it is no business of, and for a place in which it may not be spoken of: the same whether there is one or not. */
export function strangerCard(locale: string): Content {
  const w = words(locale);
  const body = [header(w.t('shared.title')), textBlock(w.t('shared.stranger')), textBlock(w.t('shared.askWhoever'))];
  return content(card(body), w.t('shared.summary'));
}

/** For one of its people where it may be spoken of. It changes nothing: that is for the cards of its own chats. */
export function sharedViewCard(view: StatusView, texts: Readonly<Record<string, string>>): Content {
  const { reader, source, customer, now } = view;
  const w = playbookWords(reader.locale, source.playbook);
  const { done, all } = view.progress;
  const row = boardRow({ ...source, group: 'onTrack', texts, doneSteps: done, allSteps: all }, reader, now);
  const body: readonly Element[] = [
    header(customer.name, w.t('status.subtitle', { first: row.course, domain: customer.domain })),
    textBlock(w.t(`status.health.${view.health}`), { isBold: true }),
    progressBar(done, all, w.t('status.progress', { done, all })),
    ...(view.isOpen ? [textBlock(row.waits)] : []),
    ...meterSection(w, view),
    remark(w.t('status.asOf', { at: w.dateTime(now, reader.zone) })),
  ];
  return askingAgain(w, view.id, body, w.t('board.button.refresh'));
}

/** Without names of people, so that every client asks; in a large chat whoever wants to see presses. */
function askingAgain(w: Words, changeover: string, body: readonly Element[], button: string): Content {
  const action = press('shared', button, { changeover });
  const drawn = card(body, [action]);
  return content({ ...drawn, refresh: { action } }, w.t('shared.summary'));
}
