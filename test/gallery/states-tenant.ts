import { connectCard } from '../../cards/connect-card.ts';
import { questionCard } from '../../cards/question-card.ts';
import { statusCard } from '../../cards/status-card.ts';
import { tenantCard } from '../../cards/tenant-card.ts';
import { statusView } from '../../cards/view.ts';
import type { LineFindings, TenantFindings } from '../../changeover/tenant-link.ts';
import { openSteps } from '../../changeover/steps.ts';
import {
  carla,
  confirmed,
  CUSTOMER_TENANT,
  does,
  given,
  type Given,
  joins,
  type Play,
  reader,
} from '../support/changeover-builder.ts';
import { CUSTOMER, TECHNICIAN, textOf, withNames } from './readers.ts';
import type { GalleryState } from './states.ts';

const HASH = 'a'.repeat(64);
const UNTIL = Date.parse('2026-03-03T09:00:00Z');
const URL_OF_PAGE = 'https://login.microsoftonline.com/contoso/v2.0/adminconsent';
const asks: Play = { actor: carla, body: { type: 'askConsent', purpose: 'read', hash: HASH, expiresAt: UNTIL } };
const grants: Play = {
  actor: { door: 'consent' },
  body: { type: 'takeConsent', purpose: 'read', hash: HASH, isGranted: true, tenantId: CUSTOMER_TENANT },
};
const OLD = { line: 'l1', assigned: 24, seats: 26, oldLive: true, oldOwner: 'unclear', isOneProduct: true } as const;
const NEW = {
  newThere: true,
  newOnAllUsers: true,
  usersWithout: 0,
  newSeats: 26,
  newSince: '2026-03-02',
  newOwner: 'partner',
} as const;

function sees(finding: LineFindings, tenant: Partial<TenantFindings> = {}): Play {
  const whole = { domains: 2, disturbed: [], ...tenant };
  return {
    actor: reader,
    body: { type: 'recordReading', findings: [finding], tenant: whole, requestId: '7d1c2f3a-0b1d-4b7e' },
  };
}

/** What the tenant shows, in every state, and the way to let it be read. */
export function tenantStates(): readonly GalleryState[] {
  const off = given(joins());
  const on = [joins(), asks, grants] as const;
  const changes = {
    domainsGone: ['mail.contoso.com'],
    domainsNew: [],
    usersWithoutLicence: 2,
    usersWithFewerPlans: 1,
    accessEnded: 1,
  };
  const ended = given(
    ...confirmed(),
    asks,
    grants,
    does(carla, 'end-old/l1'),
    sees({ ...OLD, ...NEW, oldLive: false }, { changes }),
  );
  const differs = given(
    ...confirmed(),
    asks,
    grants,
    sees({ ...OLD, newThere: true, newOnAllUsers: false, usersWithout: 4, newSeats: 20 }),
  );
  const trouble = given(...on, {
    actor: reader,
    body: { type: 'recordTrouble', why: 'consentMissing', requestId: '7d1c2f3a' },
  });
  const alike = given(
    ...on,
    sees({ line: 'l1', assigned: 24, isOneProduct: true, isAlike: true }, { disturbed: ['Exchange Online'] }),
  );
  return [
    state('tenant-off', 'Nobody lets it be read', card(off)),
    state('tenant-off-partner', 'Nobody lets it be read, for the partner', card(off, true)),
    connecting('read', off),
    connecting('write', off),
    state('tenant-overlap', 'Old and new are both there', card(given(...on, sees({ ...OLD, ...NEW })))),
    state('tenant-differs', 'What was said, and what it shows', card(differs, true)),
    state('tenant-trouble', 'It can’t be read any more', card(trouble)),
    state('tenant-alike', 'Nothing tells old from new', card(alike)),
    state('tenant-changes', 'Otherwise than before the move', card(ended)),
    state('tenant-status', 'The status card of a tenant that shows something else', status(differs)),
    state('tenant-check', 'The step that checks, with what is otherwise', question(ended)),
  ];
}

function card({ changeover, playbook, now }: Given, isPartner = false): GalleryState['content'] {
  return tenantCard(withNames(changeover), playbook, isPartner ? TECHNICIAN : CUSTOMER, now, textOf, true);
}

function connecting(purpose: 'read' | 'write', { changeover }: Given): GalleryState {
  const view = { changeover: withNames(changeover), reader: CUSTOMER, purpose, url: URL_OF_PAGE, expiresAt: UNTIL };
  return state(`tenant-connect-${purpose}`, `What it may ${purpose}, and why`, connectCard(view));
}

function status({ changeover, playbook, now }: Given): GalleryState['content'] {
  return statusCard(statusView(withNames(changeover), playbook, TECHNICIAN, now, textOf));
}

function question({ changeover, playbook, now }: Given): GalleryState['content'] {
  const view = openSteps(changeover, playbook, now).find(({ step }) => step.id === 'check-bill')!;
  return questionCard(withNames(changeover), playbook, view, CUSTOMER, now, textOf);
}

function state(id: string, title: string, content: GalleryState['content']): GalleryState {
  return { id, group: 'details', title, content };
}
