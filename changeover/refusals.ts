/**
 * Why `decide` or a door said no: a code of the catalogue with its parameters. The words are in
 * `cards/messages/<locale>.json` under `refusal.<code>`; the test of the catalogue checks that each code has some.
 */
export const REFUSAL_CODES = [
  'unknownChangeover',
  'notAMember',
  'notYourSide',
  'viewerMayNot',
  'closedAlready',
  'alreadyDone',
  'stepUnknown',
  'stepNotOpen',
  'movedOn',
  'guardEndNow',
  'guardStopRenewal',
  'guardUndoNew',
  'routeForbids',
  'readingDisagrees',
  'referenceNeeded',
  'joinCodeWrong',
  'joinCodeUsed',
  'joinCodeExpired',
  'joinTooManyTries',
  'joinOwnTenant',
  'joinOtherTenant',
  'snoozePast',
  'snoozeTooFar',
  'snoozeLastChance',
  'dateUnreadable',
  'dateInPast',
  'dateTooFar',
  'endBeforeStart',
  'countOutOfRange',
  'amountUnreadable',
  'amountOutOfRange',
  'currencyUnknown',
  'currenciesDiffer',
  'domainUnreadable',
  'domainNotCustomers',
  'domainFixed',
  'textEmpty',
  'textTooLong',
  'linesMissing',
  'linesTooMany',
  'choiceUnknown',
  'choiceNotEnough',
  'proofMissing',
  'listIncomplete',
  'listTooLong',
  'countsMissing',
  'countsShort',
  'domainDiffers',
  'domainIsPartners',
  'domainIsAnothers',
  'windowUnclear',
  'timeUnreadable',
  'countTooLow',
  'itemOpen',
  'linesUnwanted',
  'nothingToCorrect',
  'nothingToObject',
  'noClaimOpen',
  'claimOpenAlready',
  'stepNeeded',
  'pauseNeedsDay',
  'pauseTooFar',
  'notPaused',
  'caseUnknown',
  'casesTooMany',
  'switchSame',
  'switchUnsafe',
  'switchDropsDone',
  'licencesNoTenant',
  'licencesUnderWay',
  'licencesSameProduct',
  'licencesStale',
  'licencesTooFewSeats',
  'licencesNobody',
  'licencesOldGone',
  'guestMayNot',
  'memberUnknown',
  'tooBusy',
  'internal',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** ICU parameters: strings and numbers only, already free of secrets. Dates are `YYYY-MM-DD`, instants milliseconds UTC. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** The form field it speaks of, for a card that shows it beside the input. */
  readonly field?: string;
  /** The items of a list or of counts it speaks of, each by its id; of a shortfall both numbers. */
  readonly items?: readonly { readonly id: string; readonly has?: number; readonly needs?: number }[];
}

export function refuse(code: RefusalCode, params?: Refusal['params'], field?: string): Refusal {
  return { code, ...(params && { params }), ...(field !== undefined && { field }) };
}
