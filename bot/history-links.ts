/**
 * Links to a history, for one person and a few minutes. A browser does not say who asks, so the link does: it is signed
 * with the database's own key, and opening it looks the person up again, so that it ends with the right to read.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { HistoryLinks } from '../cards/history-card.ts';
import type { TurnSource } from '../loop/turn.ts';

const MINUTES = 10;

const Ticket = z.object({
  changeover: z.string(),
  tenant: z.string(),
  object: z.string(),
  team: z.string().optional(),
  zone: z.string().optional(),
  locale: z.string().optional(),
  form: z.enum(['page', 'json']),
  ends: z.number(),
});

/** What a link says: who may see which history until when, in which form. */
export type Ticket = z.infer<typeof Ticket>;

/** @param baseUrl such as `https://bot.example.com`, without a slash at its end. */
export function historyLinks(
  baseUrl: string,
  key: string,
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
    ends: now + MINUTES * 60_000,
  };
  const link = (form: Ticket['form']): string => `${baseUrl}${HISTORY_PATH}?ticket=${sealed({ ...common, form }, key)}`;
  return { page: link('page'), json: link('json'), minutes: MINUTES };
}

export const HISTORY_PATH = '/history';

export function sealed(ticket: Ticket, key: string): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${body}.${signatureOf(body, key)}`;
}

/** The ticket, or undefined for one that nobody sealed, or that has ended. */
export function opened(text: string, key: string, now: Instant): Ticket | undefined {
  const [body = '', signature = ''] = text.slice(0, LONGEST).split('.');
  const [given, expected] = [signature, signatureOf(body, key)].map((one) => Buffer.from(one));
  if (given!.length !== expected!.length || !timingSafeEqual(given!, expected!)) return undefined;
  const read = Ticket.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return read.success && now < read.data.ends ? read.data : undefined;
}

const LONGEST = 2_000;

function signatureOf(body: string, key: string): string {
  return createHmac('sha256', key).update(`history ${body}`).digest('base64url');
}
