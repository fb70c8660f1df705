/** What is changed in small ways, and the specs that have to notice: each rule by the specs written for it. */

/** `mutates` is that part of `changeover/`, `specs` that part of `test/changeover/`; both as globs. */
export interface MutationGroup {
  readonly name: string;
  readonly mutates: readonly string[];
  readonly specs: readonly string[];
}

export const GROUPS: readonly MutationGroup[] = [
  {
    name: 'decide',
    mutates: ['decide*.ts', 'course-change.ts'],
    specs: [
      'decide-*.spec.ts',
      'switch-variant.spec.ts',
      'wrong-tenant.spec.ts',
      'holds.spec.ts',
      'reachability.spec.ts',
    ],
  },
  {
    name: 'tenant',
    mutates: ['{held,settle}-words.ts', 'said-done.ts', 'reading-says.ts', 'readable-facts.ts', 'product-domains.ts'],
    specs: [
      'held-words.spec.ts',
      'readable-facts.spec.ts',
      'product-domains.spec.ts',
      'settle-words.spec.ts',
      'reading-says.spec.ts',
      'decide-*.spec.ts',
    ],
  },
  {
    name: 'cancel-route',
    mutates: ['cancel-route*.ts'],
    specs: ['cancel-route.spec.ts', 'guards.spec.ts'],
  },
  {
    name: 'overlap',
    mutates: ['overlap.ts', 'cost.ts', 'safe-start.ts'],
    specs: ['overlap*.spec.ts', 'cost.spec.ts', 'safe-start.spec.ts'],
  },
  {
    name: 'reminders',
    mutates: ['reminder*.ts', 'users-notice.ts'],
    specs: ['reminder-*.spec.ts', 'users-notice.spec.ts', 'reminders-unanswered.spec.ts'],
  },
];
