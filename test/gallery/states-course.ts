import type { Content } from '../../cards/content.ts';
import { courseCard } from '../../cards/course-card.ts';
import { draftOf } from '../../cards/drafts.ts';
import { paperCard } from '../../cards/paper-card.ts';
import { pauseCard } from '../../cards/pause-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { stepCourseCard } from '../../cards/step-course-card.ts';
import { stepsCard } from '../../cards/steps-card.ts';
import { switchCard, switchPreviewCard } from '../../cards/switch-cards.ts';
import { statusView } from '../../cards/view.ts';
import { refuse } from '../../changeover/refusals.ts';
import {
  aLine,
  approved,
  DAY,
  given,
  ID,
  joins,
  OPENED_AT,
  opens,
  ordered,
  ref,
  tom,
  type Given,
} from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN, textOf } from './readers.ts';
import type { GalleryState } from './states.ts';

const EN = 'en-GB';
const EMPTY = { run: 'r1', values: {}, faults: {} };

/** What can be done from any step, and what it leaves behind. */
export function courseStates(): readonly GalleryState[] {
  return [...menus(), ...papers(), ...changes(), ...leftBehind()];
}

function menus(): readonly GalleryState[] {
  const menu = { locale: EN, changeover: ID, seen: 7, isPaused: false, source: 'the current reseller' };
  return [
    state('course-partner', 'More to do, for the partner', courseCard({ ...menu, isPartner: true })),
    state('course-customer', 'More to do, for the customer', courseCard({ ...menu, isPartner: false, isPaused: true })),
  ];
}

function papers(): readonly GalleryState[] {
  const other = given(opens({ lines: [aLine({ isSameProduct: false })] }), ...ordered());
  const drawn = (paper: 'case' | 'users', at: Given): GalleryState => {
    const { changeover, playbook, now } = at;
    const text = draftOf(paper, { changeover, playbook, locale: EN, zone: 'Europe/Amsterdam', now, text: textOf });
    return state(
      `paper-${paper}`,
      `Ready to copy: ${paper}`,
      paperCard(EN, { ...EMPTY, paper, text, domain: 'contoso.com' }),
    );
  };
  return [drawn('case', other), drawn('users', other)];
}

function changes(): readonly GalleryState[] {
  const steps = [{ title: 'Know the mail that may come', value: 'expect-mail' }];
  const preview = { ...EMPTY, today: 'Direct to CSP', name: 'Reseller to reseller: buy new', obstacles: [], lines: [] };
  return [
    state('form-skip', 'Leave a step out', stepCourseCard(EN, { ...EMPTY, what: 'skip', steps })),
    state('form-reopen', 'Open a step again', stepCourseCard(EN, { ...EMPTY, what: 'reopen', steps })),
    state(
      'form-pause',
      'Pause, for the customer, with a fault',
      pauseCard(EN, {
        ...EMPTY,
        faults: { pauseUntil: refuse('pauseNeedsDay', { days: 60 }, 'pauseUntil') },
        domain: 'contoso.com',
        mayStayOpen: false,
        lastChance: { at: OPENED_AT + 6 * DAY, zone: 'Europe/Amsterdam' },
      }),
    ),
    state(
      'form-switch',
      'Change the kind',
      switchCard(EN, { ...EMPTY, today: 'Direct to CSP', courses: [{ title: 'Prepaid key', value: 'prepaid-key' }] }),
    ),
    state(
      'form-switch-preview',
      'Change the kind: what changes',
      switchPreviewCard(EN, {
        ...preview,
        kept: ['Check what we noted', 'Approve the partner'],
        added: ['Tell the current reseller', 'Back up the vital data'],
        dropped: ['End the old subscription'],
        lost: ['Know the mail that may come'],
      }),
    ),
    state(
      'form-switch-refused',
      'Change the kind: not possible',
      switchPreviewCard(EN, {
        ...preview,
        kept: [],
        added: [],
        dropped: [],
        lost: [],
        obstacles: ['It does not have the step by which this was done: End the old subscription.'],
      }),
    ),
  ];
}

function leftBehind(): readonly GalleryState[] {
  const { changeover, playbook, now } = given(
    ...approved(),
    { actor: tom, body: { type: 'recordCase', referenceRef: ref('2603020010001234') } },
    { actor: tom, body: { type: 'pause', until: OPENED_AT + 20 * DAY, reasonRef: ref('Freeze until the move') } },
  );
  const skipped = given(joins(), {
    actor: tom,
    body: { type: 'skipStep', step: 'expect-mail', reasonRef: ref('Told by phone') },
  });
  return [
    state(
      'status-customer-paused',
      'Customer: paused, with a support case',
      statusCard(statusView(changeover, playbook, CUSTOMER, now, textOf)),
    ),
    state(
      'status-partner-paused',
      'Partner: paused, with a support case',
      statusCard(statusView(changeover, playbook, TECHNICIAN, now, textOf)),
    ),
    state(
      'steps-skipped',
      'All steps, one left out',
      stepsCard(skipped.changeover, skipped.playbook, CUSTOMER, skipped.now, textOf),
    ),
  ];
}

function state(id: string, title: string, content: Content): GalleryState {
  return { id, group: id.startsWith('status') ? 'status' : 'forms', title, content };
}
