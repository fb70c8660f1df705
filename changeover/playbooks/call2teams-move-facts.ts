/* oxlint-disable unicorn/no-thenable -- `then` and `now` are the words of the facts; none is ever awaited */
/**
 * Links, limits and rules of the world behind call2teams-move, each with its source. `now` is what is shown; the sentence
 * around it is `fact.<id>` of the catalogue and the question to put to the vendor or to Microsoft `fact.<id>.question`.
 */
import type { Fact } from '../playbook.ts';

const MOVING = 'Call2Teams partner support: Migrating Clients (6000244780)';
const CLOSING = 'Call2Teams customer support: Closing Accounts (6000244649), excerpt';
const TRIALS = 'Call2Teams partner support: Trial Licence Expiry (6000237327), excerpt';
const EXPIRED = 'Call2Teams customer support: Help, my account has expired (6000231380), excerpt';
const LICENCES = 'Call2Teams partner support: Subscriptions and licences of a client account (6000244652), excerpt';
const SYNC = 'Call2Teams customer support: Administrator access and synchronizing (6000244668), excerpt';
const POWERSHELL = 'Microsoft Learn, Teams PowerShell reference (excerpt)';
const DOMAINS = 'Microsoft Learn, Domains (excerpt)';
const READ_ON = '2026-11-22';

type Known = Omit<Fact, 'question' | 'asOf'> & { readonly asOf?: Fact['asOf'] };

const KNOWN = {
  callDesk: {
    kind: 'link',
    now: 'https://support.call2teams.com/support/solutions/articles/6000244780-migrating-clients',
    source: MOVING,
    sureness: 'X',
  },
  callPortal: { kind: 'link', now: 'https://portal.call2teams.com', source: 'not read at its source', sureness: 'U' },
  callTree: { kind: 'rule', now: 'accounts below accounts', source: MOVING, sureness: 'X' },
  callPermission: { kind: 'rule', now: 'in writing from both', source: MOVING, sureness: 'X' },
  callSameTenant: { kind: 'rule', now: 'the Microsoft tenant stays', source: MOVING, sureness: 'X' },
  callNewEmpty: { kind: 'rule', now: 'no users, services or administrators', source: MOVING, sureness: 'X' },
  callLicences: { kind: 'rule', now: 'at least as many of each type', source: MOVING, sureness: 'X' },
  callLicenceTypes: { kind: 'rule', now: 'C2TU, T2TU, C2TU-I', source: LICENCES, sureness: 'X' },
  callUnusedAccount: { kind: 'limit', now: '28', source: TRIALS, sureness: 'X' },
  callCoolingOff: { kind: 'limit', now: '14', source: MOVING, sureness: 'X' },
  callPurge: { kind: 'limit', now: '14', source: CLOSING, sureness: 'X' },
  callAdministrators: { kind: 'rule', now: 'the old ones arrive too', source: MOVING, sureness: 'X' },
  callOnlyUsers: {
    kind: 'rule',
    now: 'ask before only users move',
    source: `Inferred from ${MOVING}: it tells of accounts that expire, not of those that stay`,
    sureness: 'I',
  },
  callNewFirst: { kind: 'rule', now: 'the new account first', source: MOVING, sureness: 'X' },
  callWindow: {
    kind: 'rule',
    now: 'one window, out of hours',
    source: `Inferred from ${MOVING}: nobody can call between removing and syncing`,
    sureness: 'I',
  },
  callPolicies: { kind: 'rule', now: 'list, then pick each', source: MOVING, sureness: 'X' },
  callPolicyCommands: { kind: 'rule', now: 'Get-Cs…', source: POWERSHELL, sureness: 'X' },
  callTwoDomains: { kind: 'limit', now: '2', source: MOVING, sureness: 'X' },
  callDomainName: { kind: 'rule', now: 'call2teams.com', source: 'not read at its source', sureness: 'U' },
  callMailDomain: {
    kind: 'rule',
    then: 'safe to remove',
    now: 'never one that carries mail',
    source: `Inferred from ${MOVING} and ${DOMAINS}`,
    sureness: 'I',
  },
  callSyncRole: { kind: 'role', now: 'Global Administrator', source: SYNC, sureness: 'X' },
  callMarketplace: { kind: 'rule', now: 'only in Microsoft’s own portal', source: CLOSING, sureness: 'X' },
  marketplaceProducts: { kind: 'link', now: 'https://admin.microsoft.com', source: CLOSING, sureness: 'X' },
  marketplaceSaas: { kind: 'link', now: 'https://portal.azure.com', source: CLOSING, sureness: 'X' },
  callTrialEnd: { kind: 'limit', now: '14', source: TRIALS, sureness: 'X' },
  callTrialDays: { kind: 'limit', now: '30', source: TRIALS, sureness: 'X' },
  callProofDays: { kind: 'limit', now: '90', source: EXPIRED, sureness: 'X' },
} as const satisfies Readonly<Record<string, Known>>;

export const call2teamsMoveFacts: Readonly<Record<string, Fact>> = Object.fromEntries(
  Object.entries<Known>(KNOWN).map(([id, fact]) => [id, { asOf: READ_ON, ...fact, question: `fact.${id}.question` }]),
);
