/** Which service plans can't stand together or alone, as Microsoft refuses them (asOf 2026-08). */

/** Of each list a user has one at most: Microsoft refuses the second as a mutually exclusive violation. */
export const EXCLUSIVE_PLANS: readonly (readonly string[])[] = [
  ['EXCHANGE_S_DESKLESS', 'EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'],
  ['SHAREPOINTDESKLESS', 'SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
];

/** A plan of an add-on with the plans of which it needs one beside it: without it is a dependency violation. */
export const DEPENDENT_PLANS: readonly { readonly plan: string; readonly needsOneOf: readonly string[] }[] = [
  { plan: 'MCOEV', needsOneOf: ['MCOSTANDARD', 'TEAMS1'] },
  { plan: 'MCOMEETADV', needsOneOf: ['MCOSTANDARD', 'TEAMS1'] },
  { plan: 'EXCHANGE_S_ARCHIVE_ADDON', needsOneOf: ['EXCHANGE_S_DESKLESS', 'EXCHANGE_S_STANDARD'] },
];
