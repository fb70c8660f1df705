/** What was answered beside a word, as text: for cards, for letters, and for the fields of a form that is shown again. */
import type { AnswerValue, Instant, Listed, StepId, StepRecord, Zone } from '../changeover/changeover.ts';
import type { Step } from '../changeover/playbook.ts';
import { dateIn } from '../changeover/working-time.ts';
import type { TextOf } from './names.ts';
import { plain, type Words } from './text.ts';

interface Wording {
  /** With the playbook's own words in it. */
  readonly w: Words;
  /** The reader's: moments are shown in it. */
  readonly zone: Zone;
  readonly text: TextOf;
}

/** The answer in one line; undefined where nothing was answered beside the word. */
export function valueWords(wording: Wording, step: Step, record: StepRecord | undefined): string | undefined {
  const { w, zone, text } = wording;
  const value = record?.value;
  if (value === undefined) {
    const own = text(step.proof.kind === 'text' ? record?.noteRef : record?.referenceRef);
    return own === undefined ? undefined : plain(own, 200);
  }
  switch (value.kind) {
    case 'choice':
      return w.t(`step.${step.id}.option.${value.option}`);
    case 'list':
      return w.list(
        value.items.filter(({ outcome }) => outcome !== undefined).map((item) => itemWords(wording, step, item)),
      );
    case 'counts':
      return w.list(
        Object.entries(value.counts).map(([id, count]) =>
          w.t('value.count', { item: w.t(`step.${step.id}.item.${id}`), count }),
        ),
      );
    case 'domain':
      return plain(value.domain, 100);
    case 'day':
      return w.date(value.on);
    case 'moment':
      return w.dateTime(value.at, zone);
    case 'window':
      return w.t('value.window', { from: w.dateTime(value.from, zone), to: w.dateTime(value.to, zone) });
    case 'statement':
      return w.t('value.statement', { date: w.date(value.asOf) });
  }
}

/** The name of a thing on a list: the playbook's, or what was typed. */
export function itemName(
  { w, text }: Pick<Wording, 'w' | 'text'>,
  of: StepId,
  item: Pick<Listed, 'id' | 'labelRef'>,
): string {
  if (item.labelRef === undefined) return w.t(`step.${of}.item.${item.id}`);
  const label = text(item.labelRef);
  return label === undefined ? w.t('value.erased') : plain(label, 120);
}

/** What stands in the fields of the step's form: by the names that `valueInputs` gives them. */
export function typedOf(value: AnswerValue | undefined, zone: Zone, text: TextOf): Readonly<Record<string, string>> {
  switch (value?.kind) {
    case 'choice':
      return { choice: value.option };
    case 'list':
      return Object.fromEntries(
        value.items.flatMap(({ id, outcome, noteRef }) => [
          [`item.${id}`, outcome ?? ''],
          [`note.${id}`, text(noteRef) ?? ''],
        ]),
      );
    case 'counts':
      return Object.fromEntries(Object.entries(value.counts).map(([id, count]) => [`count.${id}`, String(count)]));
    case 'day':
      return { day: value.on };
    case 'moment':
      return { day: dateIn(zone, value.at), time: timeIn(zone, value.at) };
    case 'window':
      return { day: dateIn(zone, value.from), time: timeIn(zone, value.from), timeTo: timeIn(zone, value.to) };
    case 'domain':
    case 'statement':
    case undefined:
      return {};
  }
}

function itemWords(wording: Wording, step: Step, item: Listed): string {
  const { proof } = step;
  const of = proof.kind === 'list' && typeof proof.items === 'object' && 'of' in proof.items ? proof.items.of : step.id;
  const name = itemName(wording, of, item);
  const hasOutcomes = step.proof.kind === 'list' && step.proof.outcomes !== undefined;
  if (!hasOutcomes || item.outcome === undefined) return name;
  return wording.w.t('value.outcome', { item: name, outcome: wording.w.t(`step.${step.id}.outcome.${item.outcome}`) });
}

/** `HH:MM` of the zone's clock. */
function timeIn(zone: Zone, at: Instant): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  return format.format(at);
}
