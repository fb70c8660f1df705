/** The customer's web page in every state that somebody at a browser can meet it in. */
import { createHmac } from 'node:crypto';
import { customerPage, type CustomerPageView, type PageFault } from '../../cards/customer-page.ts';
import { troublePage, type PageTrouble } from '../../cards/page-trouble.ts';
import { refuse } from '../../changeover/refusals.ts';
import {
  carla,
  DAY,
  does,
  given,
  joins,
  OPENED_AT,
  tom,
  type Given,
  type Play,
} from '../support/changeover-builder.ts';
import { assigned, prepaid } from '../support/prepaid-story.ts';
import { resellerStory } from '../support/reseller-story.ts';
import { textOf } from './readers.ts';

export interface PageState {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

export function pageStates(): readonly PageState[] {
  const known = [joins(), ...['check-facts', 'find-canceller', 'expect-mail'].map((step) => does(carla, step))];
  const asked = [...known, does(tom, 'send-request')];
  const listed = resellerStory('transfer', { without: ['write-reasons', 'judge-reseller'], standsStill: true });
  const running = given(joins());
  return [
    page('page-first', 'The first look', given()),
    page('page-said', 'After a press', given(joins(), does(carla, 'check-facts')), { said: 'done' }),
    page('page-help', 'After asking for help', given(), { said: 'help' }),
    page('page-nothing', 'Nothing to do', given(...known)),
    page('page-one', 'One step', given(...asked, does(carla, 'approve-partner'))),
    page('page-fields', 'A step with a list', listed),
    page('page-day', 'A step with a number and a day', prepaid({}, ...assigned())),
    page('page-fault', 'What was typed could not be taken', given(joins()), { fault: KEY_TYPED }),
    page('page-fault-field', 'A list is not complete', listed, { fault: NOT_WHOLE }),
    page('page-moved-on', 'The step is over meanwhile', given(...known), {
      fault: { key: 'check-facts', message: 'Somebody was faster.', fields: {}, faulty: new Set() },
    }),
    page('page-billed-twice', 'Both are billed', { ...running, now: OPENED_AT + 30 * DAY }),
    page('page-called-off', 'Called off', given(calledOff())),
    ...TROUBLES.map((trouble) => ({
      id: `page-no-${trouble}`,
      title: `No page: ${trouble}`,
      html: troublePage(trouble, 'en-GB'),
    })),
  ];
}

const TROUBLES: readonly PageTrouble[] = ['closed', 'busy', 'starting', 'fault', 'form'];

const KEY_TYPED: PageFault = {
  key: 'check-facts',
  message: 'That has a product key in it. Please take it out: nobody needs it here.',
  fields: { note: 'The price is another one: [product key removed] stands on our bill of March.' },
  faulty: new Set(['note']),
};

const NOT_WHOLE: PageFault = {
  key: 'write-reasons',
  message: '3 things on the list are still open.',
  fields: { note: 'We are not sure yet.' },
  faulty: new Set(['list']),
  typed: { values: {}, faults: { list: refuse('listIncomplete', { count: 3 }, 'list') } },
};

function calledOff(): Play {
  return { actor: tom, body: { type: 'callOff', reasonRef: { id: 'text-No longer wanted', hash: 'h' } } };
}

function page(
  id: string,
  title: string,
  { changeover, playbook, now }: Given,
  more: Pick<CustomerPageView, 'said' | 'fault'> = {},
): PageState {
  const sealOf = (key: string): string => createHmac('sha256', 'gallery').update(key).digest('base64url');
  const expiresAt = now + 14 * DAY;
  return { id, title, html: customerPage({ changeover, playbook, now, text: textOf, expiresAt, sealOf, ...more }) };
}
