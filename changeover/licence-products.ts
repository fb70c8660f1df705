/**
 * Which service plans can't stand together or alone. Sources, asOf 2026-08: Microsoft Learn, "Service plans that cannot be
 * assigned at the same time" (licensing-service-plan-reference) and "Resolve group license assignment problems"
 * (licensing-groups-resolve-problems), both R; where they contradict each other, the newer word counts. Whatever Graph refuses
 * all the same is looked at, and told for each user.
 */
import type { ServicePlanName } from './service-plans.ts';

export interface ExclusiveGroup {
  /** Of these a user has one at most: the directory refuses the second as a mutually exclusive violation. */
  readonly plans: readonly ServicePlanName[];
  /**
   * Of these it takes several: the best one counts, and all are paid. For Exchange since January 2023 (Exchange team,
   * "Support for concurrent Exchange Online license assignments", R), for SharePoint and Skype before that (R, I).
   */
  readonly stacks: readonly ServicePlanName[];
}

/** A user has one mailbox, however many licences bring one. Other services come with add-ons too, and say nothing. */
export const MAILBOX_PLANS: readonly ServicePlanName[] = [
  'EXCHANGE_S_DESKLESS',
  'EXCHANGE_S_ESSENTIALS',
  'EXCHANGE_S_STANDARD',
  'EXCHANGE_S_ENTERPRISE',
];

export const EXCLUSIVE_PLANS: readonly ExclusiveGroup[] = [
  {
    plans: [
      'EXCHANGE_B_STANDARD',
      'EXCHANGE_S_ARCHIVE',
      'EXCHANGE_S_DESKLESS',
      'EXCHANGE_S_ESSENTIALS',
      'EXCHANGE_S_STANDARD',
      'EXCHANGE_S_STANDARD_MIDMARKET',
      'EXCHANGE_S_ENTERPRISE',
    ],
    stacks: MAILBOX_PLANS,
  },
  {
    plans: [
      'ONEDRIVEENTERPRISE',
      'SHAREPOINT_S_DEVELOPER',
      'SHAREPOINTDESKLESS',
      'SHAREPOINTENTERPRISE',
      'SHAREPOINTENTERPRISE_MIDMARKET',
      'SHAREPOINTLITE',
      'SHAREPOINTSTANDARD',
    ],
    stacks: ['SHAREPOINTDESKLESS', 'SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
  },
  { plans: ['MCOIMP', 'MCOLITE', 'MCOSTANDARD', 'MCOSTANDARD_MIDMARKET'], stacks: ['MCOIMP', 'MCOSTANDARD'] },
  { plans: ['MCOPSTN1', 'MCOPSTN2', 'MCOPSTN5'], stacks: [] },
  { plans: ['INTUNE_A', 'INTUNE_A_VL', 'INTUNE_B'], stacks: [] },
  { plans: ['YAMMER_ENTERPRISE', 'YAMMER_MIDSIZE'], stacks: [] },
  {
    plans: [
      'CRMPLAN1',
      'CRMPLAN2',
      'CRMSTANDARD',
      'DYN365_ENTERPRISE_P1_IW',
      'DYN365_ENTERPRISE_SALES',
      'DYN365_ENTERPRISE_TEAM_MEMBERS',
      'EMPLOYEE_SELF_SERVICE',
    ],
    stacks: [],
  },
];

/** A plan of an add-on with the plans of which it needs one beside it: without it is a dependency violation. */
export interface DependentPlan {
  readonly plan: ServicePlanName;
  readonly needsOneOf: readonly ServicePlanName[];
}

const MAILBOX = ['EXCHANGE_S_DESKLESS', 'EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'] as const;
const TEAMS = ['TEAMS1', 'TeamsEss', 'MCOSTANDARD'] as const;
const PHONE = ['MCOEV', 'MCOEVSMB'] as const;

/** Audio conferencing and analytics: R, the same page. The phone, its plans, Defender and Project: S, refusals that were reported. */
export const DEPENDENT_PLANS: readonly DependentPlan[] = [
  { plan: 'MCOMEETADV', needsOneOf: TEAMS },
  { plan: 'MCOEV', needsOneOf: TEAMS },
  { plan: 'MCOEVSMB', needsOneOf: TEAMS },
  { plan: 'MCOPSTN1', needsOneOf: PHONE },
  { plan: 'MCOPSTN2', needsOneOf: PHONE },
  { plan: 'MCOPSTN5', needsOneOf: PHONE },
  { plan: 'EXCHANGE_S_ARCHIVE_ADDON', needsOneOf: MAILBOX },
  { plan: 'THREAT_INTELLIGENCE', needsOneOf: MAILBOX },
  { plan: 'WORKPLACE_ANALYTICS', needsOneOf: MAILBOX },
  { plan: 'SHAREPOINT_PROJECT', needsOneOf: ['SHAREPOINTENTERPRISE'] },
];
