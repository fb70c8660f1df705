/**
 * Links to a history, for one person and a few minutes. A browser does not say who asks, so the link does: it is signed
 * with the database's own key, and opening it looks the person up again, so that it ends with the right to read.
 */
import { z } from 'zod';
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { HistoryLinks } from '../cards/history-card.ts';
import type { TurnSource } from '../loop/turn.ts';
import { HISTORY_PATH } from './file-routes.ts';
import type { SignedLinks } from './signed-link.ts';

const PURPOSE = 'history';
const MINUTES = 10;

const Ticket = z.object({
  changeover: z.string(),
  tenant: z.string(),
  object: z.string(),
  team: z.string().optional(),
  zone: z.string().optional(),
  locale: z.string().optional(),
  form: z.enum(['page', 'json']),
});

/** What a link says: who may see which history, in which form. */
export type Ticket = z.infer<typeof Ticket>;

/** @param baseUrl such as `https://bot.example.com`, without a slash at its end. */
export function historyLinks(
  baseUrl: string,
  signed: SignedLinks,
  changeover: ChangeoverId,
  { person, teamId, zone, locale }: Pick<TurnSource, 'person' | 'teamId' | 'zone' | 'locale'>,
  now: Instant,
): HistoryLinks {
  const common = {
    changeover,
    tenant: person.tenantId,
    object: person.objectId,
    ...(teamId !== undefined && { team: teamId }),
    ...(zone !== undefined && { zone }),
    ...(locale !== undefined && { locale }),
  };
  const expiresAt = now + MINUTES * 60_000;
  const link = (form: Ticket['form']): string => {
    const ticket: Ticket = { ...common, form };
    const token = signed.sign({ purpose: PURPOSE, subject: JSON.stringify(ticket), expiresAt });
    return `${baseUrl}${HISTORY_PATH}?ticket=${token}`;
  };
  return { page: link('page'), json: link('json'), minutes: MINUTES };
}

/** The ticket, or undefined for one that nobody signed, or that has ended. */
export function openTicket(token: string, signed: SignedLinks, now: Instant): Ticket | undefined {
  const subject = signed.open(token, PURPOSE, now);
  return subject === undefined ? undefined : Ticket.parse(JSON.parse(subject));
}
