/** What somebody typed, read as a verb: tolerant of case, punctuation, politeness and what a pasted mail brings along. */
import type { Answer } from '../changeover/changeover.ts';
import { words } from './text.ts';
import { type Verb, type VerbRow, VERBS, verbNames } from './verbs.ts';

export interface Typed {
  readonly verb: Verb;
  /** What followed the words, as it was typed: `2 days`, `ABCD-EFGH`. Empty for a verb that takes nothing. */
  readonly rest: string;
}

/**
 * The verb that a text means, or `undefined`. The longest words win. A verb that takes nothing matches only when
 * nothing but politeness follows, so that "cancel the old subscription" does not leave a dialog; a question counts as
 * far as its question mark. `rest` of a pasted mail is the whole text.
 */
export function parseWords(text: string, locale: string): Typed | undefined {
  if (isLoseAccessMail(text)) return { verb: 'mail', rest: text };
  const start = text.slice(0, LONGEST_COMMAND);
  const question = /^[^?]{2,}\?/u.exec(start)?.[0];
  return commandIn(start, text, locale) ?? (question === undefined ? undefined : commandIn(question, question, locale));
}

/** An answer typed instead of pressed: "done", "not yet", "I need help", "charged twice". */
export function parseAnswer(text: string, locale: string): Answer | undefined {
  const tokens = tokensOf(text.slice(0, LONGEST_COMMAND));
  return ANSWERS.find((answer) =>
    phraseList(`answer.${answer}.words`, locale).some(
      (phrase) => startsWith(tokens, phrase) && isPolite(tokens.slice(phrase.length), locale),
    ),
  );
}

/**
 * True for the mail "You're (You are) about to lose access to your Office 365 (O365) subscription", pasted, forwarded
 * or asked about, wherever in a long text it stands.
 */
export function isLoseAccessMail(text: string): boolean {
  const flat = text.slice(0, LONGEST_MAIL).replace(/[\s\u00A0>*_]+/gu, ' ');
  return LOSE_ACCESS.some((pattern) => pattern.test(flat));
}

const ANSWERS: readonly Answer[] = ['done', 'notYet', 'help', 'chargedTwice'];

/** No command is longer; a longer text is a note or a pasted mail. */
const LONGEST_COMMAND = 300;
/** Enough for any forwarded mail, and safe with a text of any length. */
const LONGEST_MAIL = 60_000;

/** Microsoft sends the mail in English to many tenants, whatever their language. Each quantifier is bounded. */
const LOSE_ACCESS: readonly RegExp[] = [
  /\babout to lose access\b/iu,
  /\b(?:lose|losing|lost) (?:my |our |your |all )?access\b[^.!?]{0,80}\b(?:subscription|(?:o|office|microsoft) ?365)\b/iu,
  /\be-?mail\b[^.!?]{0,80}\b(?:lose|losing) (?:my |our |your |all )?access\b/iu,
];

/** The start of a text as a command; what follows the words is taken from the whole of it. */
function commandIn(start: string, whole: string, locale: string): Typed | undefined {
  const spoken = tokensOf(start);
  const tokens = spoken.slice(openerLength(spoken, locale));
  const found = phrasesOf(locale).find((phrase) => startsWith(tokens, phrase.words));
  if (!found) return undefined;
  const after = tokens.slice(found.words.length);
  if (takesText(found.verb)) return { verb: found.verb, rest: restOf(whole, after) };
  return isPolite(after, locale) ? { verb: found.verb, rest: '' } : undefined;
}

/** How many words of politeness come first; none when there is nothing else ("hello"). */
function openerLength(tokens: readonly Token[], locale: string): number {
  let length = 0;
  for (let found = true; found;) {
    const rest = tokens.slice(length);
    const opener = phraseList('verb.openers', locale).find((phrase) => startsWith(rest, phrase));
    found = opener !== undefined;
    length += opener?.length ?? 0;
  }
  return length === tokens.length ? 0 : length;
}

function isPolite(tokens: readonly Token[], locale: string): boolean {
  const fillers = fillersOf(locale);
  return tokens.every((token) => fillers.has(token.plain));
}

interface Token {
  readonly raw: string;
  readonly plain: string;
}

interface Phrase {
  readonly verb: Verb;
  readonly words: readonly string[];
}

const phrasesByLanguage = new Map<string, readonly Phrase[]>();

/** All typed words of a language, the longest first. */
function phrasesOf(locale: string): readonly Phrase[] {
  const language = words(locale).locale;
  const known = phrasesByLanguage.get(language);
  if (known) return known;
  const made = verbNames
    .filter((verb) => (VERBS[verb] satisfies VerbRow).isTyped)
    .flatMap((verb) => phraseList(`verb.${verb}.words`, locale).map((phrase) => ({ verb, words: phrase })))
    .toSorted((one, other) => other.words.length - one.words.length);
  phrasesByLanguage.set(language, made);
  return made;
}

function fillersOf(locale: string): ReadonlySet<string> {
  return new Set(phraseList('verb.fillers', locale).flat());
}

/** `help|what can you do` as lists of plain words. */
function phraseList(key: string, locale: string): readonly (readonly string[])[] {
  return words(locale)
    .t(key)
    .split('|')
    .map((phrase) => tokensOf(phrase).map((token) => token.plain));
}

function tokensOf(text: string): readonly Token[] {
  return text
    .split(/[\s\u00A0]+/u)
    .filter((raw) => raw !== '')
    .map((raw) => ({ raw, plain: plainWord(raw) }));
}

/** Lower case, one kind of apostrophe, no punctuation around it; a word that is nothing else keeps it ("?"). */
function plainWord(raw: string): string {
  const lower = raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02BC`´]/gu, "'");
  const bare = lower.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return bare === '' ? lower : bare;
}

function startsWith(tokens: readonly Token[], phrase: readonly string[]): boolean {
  return phrase.length <= tokens.length && phrase.every((word, index) => tokens[index]?.plain === word);
}

function takesText(verb: Verb): boolean {
  return (VERBS[verb] satisfies VerbRow).takes === 'text';
}

/** What follows, from the whole text: a reason may be longer than a command. */
function restOf(text: string, after: readonly Token[]): string {
  const first = after[0];
  return first === undefined ? '' : text.slice(text.indexOf(first.raw)).trim();
}
