/** The question of a phase dialog: one step, what to do for it, and the answers. */
import type { Changeover, Instant } from '../changeover/changeover.ts';
import { holds } from '../changeover/condition.ts';
import { zoneOf } from '../changeover/due.ts';
import { actOf } from '../changeover/guard-of.ts';
import { isOutside } from '../changeover/outside.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { isCountedFrom } from '../changeover/step-times.ts';
import { stepsOf, type StepView } from '../changeover/steps.ts';
import { answerTitle, proofInputs, textInput } from './answer-parts.ts';
import type { Content, Reader } from './content.ts';
import { type FactItem, factItems, linksSection, questionsOf, unsureButton } from './facts-section.ts';
import { letterButtons } from './letter-section.ts';
import { roleSection } from './holders.ts';
import type { TextOf } from './names.ts';
import { writeButton } from './outside-section.ts';
import {
  type Action,
  bullets,
  card,
  content,
  type Element,
  header,
  numbered,
  subheading,
  submit,
  textBlock,
} from './parts.ts';
import { playbookWords } from './playbook-words.ts';
import { type RouteFound, routeOfStep, routeQuestions, routeSection } from './route-section.ts';
import { countedDomains } from './product-domains-section.ts';
import { stepParams } from './step-params.ts';
import { numberedWords, phaseTitle, stepTitle } from './step-words.ts';
import { checkedChanges } from './tenant-changes-section.ts';
import type { Params, Words } from './text.ts';
import { type Typed, type ValueForm, valueInputs } from './value-inputs.ts';
import { stepItem } from './view.ts';

/**
 * @param view the step as it stands now; what its act needs is shown only while its guard is open.
 * @param typed what was typed and could not be taken, with its faults: shown again in the fields.
 */
export function questionCard(
  changeover: Changeover,
  playbook: Playbook,
  view: StepView,
  reader: Reader,
  now: Instant,
  text: TextOf,
  typed?: Typed,
): Content {
  const w = playbookWords(reader.locale, playbook);
  const item = stepItem(view, changeover, playbook, reader, text);
  const params = stepParams(changeover, playbook, view, reader, text);
  const title = stepTitle(w, item);
  const ask = w.t(`step.${item.id}.ask`, params);
  const facts = shownFacts(changeover, playbook, view, now);
  const form = { w, changeover, playbook, view, zone: zoneOf(view.step.side, changeover), text, params };
  const route = routeOfStep({ changeover, playbook, view, now, params });
  const body: readonly Element[] = [
    header(title, placeOf(w, changeover, playbook, view, now)),
    textBlock(ask),
    ...howSection(w, view, params),
    ...roleSection(w, changeover, view.step, reader, text, route !== undefined),
    ...routeSection(w, route),
    ...checkedChanges(w, changeover, item.id),
    ...countedDomains(w, changeover, playbook, view.step),
    ...readySection(w, view, params),
    ...neverSection(w, view, params),
    ...linksSection(w, needsPhone(route, view) ? facts : facts.filter(({ fact }) => fact.kind !== 'phone')),
    ...answerInputs({ ...form, ...(typed && { typed }) }),
  ];
  const data = { changeover: changeover.id, step: item.id, line: item.line, seen: changeover.version };
  const actions: readonly Action[] = [
    ...item.answers.map((answer) =>
      submit(
        'answer',
        answerTitle(w, answer, item.proof),
        { ...data, answer },
        answer === 'done' ? { style: 'positive' } : {},
      ),
    ),
    ...(isOutside(item.side)
      ? [writeButton(w, { changeover, playbook, text }, item)]
      : letterButtons({ w, changeover, step: view.step, reader, text, params })),
    ...unsureButton(w, [...routeQuestions(w, route), ...questionsOf(w, facts, params)]),
    submit('cancel', w.t('button.leave'), {}, { isPrimary: false, ignoresInputs: true }),
  ];
  return content(card(body, actions), `${title}. ${ask}`);
}

/** A link may have to wait until something is settled, such as whose tenant it will be opened in. */
function shownFacts(changeover: Changeover, playbook: Playbook, view: StepView, now: Instant): readonly FactItem[] {
  const { facts = [], linkAfter } = view.step;
  const items = factItems(playbook, facts, now);
  const mayOpen =
    linkAfter === undefined || holds(linkAfter, { changeover, playbook, now, ...(view.line && { line: view.line }) });
  return mayOpen ? items : items.filter(({ fact }) => fact.kind !== 'link');
}

/** A number to call belongs to the routes that lead to support, to steps that have no route, and to a text to read out. */
function needsPhone(found: RouteFound | undefined, { step }: StepView): boolean {
  if (step.letters !== undefined && step.letters.length > 0) return true;
  return found === undefined || found.route.id === 'support' || found.route.id === 'reduceThenPortal';
}

/** "New licences · step 5 of 14". */
function placeOf(w: Words, changeover: Changeover, playbook: Playbook, view: StepView, now: Instant): string {
  const all = stepsOf(changeover, playbook, now).filter((one) => one.status !== 'notApplicable');
  const number = all.findIndex((one) => one.key === view.key) + 1;
  return w.t('question.place', { phase: phaseTitle(w, view.phase), number, count: all.length });
}

function howSection(w: Words, { step }: StepView, params: Params): readonly Element[] {
  const how = numberedWords(w, `step.${step.id}.how`, params);
  return how.length > 0 ? [numbered(how)] : [];
}

function readySection(w: Words, { step }: StepView, params: Params): readonly Element[] {
  const ready = numberedWords(w, `step.${step.id}.ready`, params);
  return ready.length === 0 ? [] : [subheading(w.t('question.ready')), bullets(ready)];
}

function neverSection(w: Words, { step }: StepView, params: Params): readonly Element[] {
  const never = numberedWords(w, `step.${step.id}.never`, params);
  return never.length === 0
    ? []
    : [subheading(w.t('question.never'), { tone: 'attention' }), bullets(never, '✗', 'attention')];
}

/** What proves it, the day on which it happened where that counts, and a note. */
function answerInputs(form: ValueForm): readonly Element[] {
  const { w, playbook, view } = form;
  const { step } = view;
  const proof = [...valueInputs(form), ...proofInputs(w, step.proof, { step: step.id, side: step.side })];
  const hasDay = actOf(step.effect) !== undefined || step.states === 'oldEnded' || isCountedFrom(playbook, step.id);
  const day = hasDay ? [{ type: 'Input.Date', id: 'on', label: w.t('answer.on.label') }] : [];
  const note =
    step.proof.kind === 'text' ? [] : [textInput('note', w.t('answer.note.label'), w.t('answer.note.hint'), 2000)];
  const [first, ...others] = [...proof, ...day, ...note];
  return first === undefined ? [] : [{ ...first, separator: true, spacing: 'Medium' }, ...others];
}
