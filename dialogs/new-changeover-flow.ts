/**
 * The forms of a new changeover, whichever door they come through: a thread in which each is a card of its own, or a dialog
 * in which each is a page. Both ask the same, read it by the same validators, and open it by one command.
 */
import { hasOffer, previewCard, PREVIEW_FORM } from '../cards/preview-card.ts';
import { courseTitle } from '../cards/intro-section.ts';
import { KIND_FORM, newKindCard } from '../cards/new-kind-card.ts';
import { newOldCard, OLD_FORM } from '../cards/new-old-card.ts';
import { newPartiesCard, PARTIES_FORM } from '../cards/new-parties-card.ts';
import { newTermsCard, TERMS_FORM } from '../cards/new-terms-card.ts';
import type { Turn } from '../loop/turn.ts';
import type { DrawnForm } from './form-dialog.ts';
import type { FormPress } from './form.ts';
import { backTo, emptyDraft, type NewDraft } from './new-changeover-draft.ts';
import { courseChoices, frameOf, type ReadingFrame } from './new-changeover-course.ts';
import { openForm, partBefore, readLines, type NewForm } from './new-changeover-forms.ts';
import { pretendInput } from './new-changeover-open.ts';
import { drawStart, takeStart } from './new-changeover-start.ts';
import { takeKind, takeOld, takeParties, takeTerms } from './new-changeover-take.ts';
import { kindView, lineTitle, oldView, partiesView, previewLines, termsView } from './new-changeover-views.ts';
import { openOrAsk, type Ended, type Openings } from './second-yes.ts';

/** Technicians begin changeovers in their channel. */
export function mayBegin({ source: { conversation, teamId } }: Turn): boolean {
  return conversation.kind === 'channel' && teamId !== undefined;
}

export function newDraft(turn: Turn): NewDraft {
  return emptyDraft(turn.random.id(), partnerAsBefore(turn), currencyAsBefore(turn));
}

export function drawForm(turn: Turn, draft: NewDraft): DrawnForm {
  const frame = frameOf(turn, draft);
  const { locale } = frame;
  switch (openForm(draft, frame)) {
    case 'kind':
      return { form: KIND_FORM, content: newKindCard(locale, kindView(draft, courseChoices(turn))) };
    case 'parties':
      return { form: PARTIES_FORM, content: newPartiesCard(locale, partiesView(draft, frame)) };
    case 'old':
      return { form: OLD_FORM, content: newOldCard(locale, oldView(draft, frame)) };
    case 'terms':
      return { form: TERMS_FORM, content: newTermsCard(locale, termsView(draft, frame)) };
    case 'start':
      return drawStart(turn, draft, frame, pretendInput(turn, draft, frame));
    case 'preview':
      return { form: PREVIEW_FORM, content: drawPreview(draft, frame) };
  }
}

/** The draft after a press of its open form, or how it ended; `movedOn` for a press that is out of date. */
export async function takeForm(
  turn: Turn,
  draft: NewDraft,
  press: FormPress,
  openings: Openings | undefined,
): Promise<NewDraft | Ended | 'movedOn'> {
  const frame = frameOf(turn, draft);
  const form = openForm(draft, frame);
  switch (form) {
    case 'kind':
      return takeKind(
        draft,
        press,
        courseChoices(turn).map(({ value }) => value),
      );
    case 'parties':
      return takeParties(draft, press, frame);
    case 'old':
      return takeOld(draft, press, frame);
    case 'terms':
      return takeTerms(draft, press, frame);
    case 'start':
      if (press.button === 'back') return back(draft, form, frame);
      return takeStart(turn, draft, press, frame, pretendInput(turn, draft, frame));
    case 'preview':
      return takePreview(turn, draft, press, frame, openings);
  }
}

async function takePreview(
  turn: Turn,
  draft: NewDraft,
  press: FormPress,
  frame: ReadingFrame,
  openings: Openings | undefined,
): Promise<NewDraft | Ended | 'movedOn'> {
  if (press.button === 'back') return back(draft, 'preview', frame);
  if (press.button !== 'keep' && press.button !== 'safe') return 'movedOn';
  const chosen = press.button === 'safe' ? withSafeStarts(draft, frame) : draft;
  const outcome = await openOrAsk(turn, chosen, frame, openings);
  return 'refusal' in outcome ? { ...draft, faults: { '': outcome.refusal } } : outcome;
}

function back(draft: NewDraft, form: NewForm, frame: ReadingFrame): NewDraft {
  return { ...backTo(draft, partBefore(form, frame) ?? 'parties'), faults: {} };
}

/** Every line starts on its cheapest safe day. */
function withSafeStarts(draft: NewDraft, frame: ReadingFrame): NewDraft {
  const lines = readLines(draft, frame);
  const safeDays = previewLines(lines, frame).map((line) => (hasOffer(line) ? line.safe.startsOn : line.mine.startsOn));
  const dayOf = new Map(lines.map((line, i) => [line.key, safeDays[i]]));
  const moved = draft.lines.map((line) => {
    const day = dayOf.get(line.key);
    return day === undefined ? line : { ...line, terms: { ...line.terms, newStartsOn: day } };
  });
  return { ...draft, lines: moved };
}

function drawPreview(draft: NewDraft, frame: ReadingFrame) {
  const { run, parties, faults, removed } = draft;
  const isOwn = frame.asks.customer === 'self';
  return previewCard(frame.locale, {
    run,
    faults,
    removed,
    values: {},
    customerName: parties[isOwn ? 'partnerName' : 'customerName'] ?? '',
    customerDomain: parties[isOwn ? 'partnerDomain' : 'customerDomain'] ?? '',
    course: courseTitle(frame.locale, frame.playbook, frame.variant),
    lines: frame.asks.lines === 'oldAndNew' ? previewLines(readLines(draft, frame), frame) : [],
    moved: frame.asks.lines === 'old' ? readLines(draft, frame).map(({ old }) => lineTitle(old, frame)) : [],
  });
}

/** The partner's own name and domain hardly change: taken from the team's newest changeover. */
function partnerAsBefore(turn: Turn): Readonly<Record<string, string>> {
  const newest = turn.changeovers()[0];
  if (newest === undefined) return {};
  return { partnerName: turn.text(newest.partner.nameRef) ?? '', partnerDomain: newest.partner.domain };
}

function currencyAsBefore(turn: Turn): Readonly<Record<string, string>> {
  return { currency: turn.changeovers()[0]?.lines[0]?.price.currency ?? 'EUR' };
}
