/** Every card in every state that it can be met in, made by playing commands as a test does. */
import type { Content } from '../../cards/content.ts';
import { dialogStates } from './states-dialog.ts';
import { bookStates, draftStates, importStates, waitingStates } from './states-book.ts';
import { call2teamsStates } from './states-call2teams.ts';
import { courseStates } from './states-course.ts';
import { customerStates } from './states-customer.ts';
import { formStates } from './states-forms.ts';
import { kindStates } from './states-kinds.ts';
import { historyStates } from './states-history.ts';
import { inviteStates } from './states-invite.ts';
import { licenceStates } from './states-licences.ts';
import { mannersStates } from './states-manners.ts';
import { outsideStates } from './states-outside.ts';
import { partnerStates } from './states-partner.ts';
import { reachStates } from './states-reach.ts';
import { prepaidStates } from './states-prepaid.ts';
import { reminderStates } from './states-reminders.ts';
import { resellerStates } from './states-reseller.ts';
import { peopleStates } from './states-people.ts';
import { talkStates } from './states-talk.ts';
import { heldStates } from './states-held.ts';
import { tenantStates } from './states-tenant.ts';

export interface GalleryState {
  /** Kebab-case, unique: the name of its screenshot. */
  readonly id: string;
  readonly group: 'status' | 'questions' | 'details' | 'reminders' | 'closing' | 'forms' | 'talk';
  readonly title: string;
  readonly content: Content;
}

export function galleryStates(): readonly GalleryState[] {
  return [
    ...customerStates(),
    ...partnerStates(),
    ...bookStates(),
    ...importStates(),
    ...waitingStates(),
    ...draftStates(),
    ...dialogStates(),
    ...reminderStates(),
    ...mannersStates(),
    ...peopleStates(),
    ...reachStates(),
    ...talkStates(),
    ...formStates(),
    ...courseStates(),
    ...historyStates(),
    ...inviteStates(),
    ...licenceStates(),
    ...prepaidStates(),
    ...resellerStates(),
    ...outsideStates(),
    ...call2teamsStates(),
    ...kindStates(),
    ...tenantStates(),
    ...heldStates(),
  ];
}
