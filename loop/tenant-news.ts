/** What people are told after a look at the tenant, as messages of their own: an edited card notifies nobody. */
import type { Changeover, Instant, StepId } from '../changeover/changeover.ts';
import type { Event } from '../changeover/events.ts';
import { opensGuard } from '../changeover/evidence.ts';
import type { Playbook } from '../changeover/playbook.ts';
import { stepById } from '../changeover/step-index.ts';
import { newsOf, type TenantNews } from '../changeover/told-by-tenant.ts';
import { playbookWords } from '../cards/playbook-words.ts';
import { stepTitle } from '../cards/step-words.ts';
import type { OutboxItem } from './ports.ts';

/** @param before the changeover as it was before the events. */
export function tenantNews(
  before: Changeover,
  after: Changeover,
  playbook: Playbook,
  events: readonly Event[],
  now: Instant,
): readonly OutboxItem[] {
  return newsOf(before, after, playbook, events, now).map((news) => messageOf(news, after, playbook));
}

function titleFor(changeover: Changeover, playbook: Playbook, to: 'customer' | 'partner', id: StepId): string {
  return stepTitle(playbookWords(changeover[to].locale, playbook), { id });
}

function messageOf(news: TenantNews, changeover: Changeover, playbook: Playbook): OutboxItem {
  const { id, customer, partner, link, version } = changeover;
  const { domain } = customer;
  const about = { changeoverId: id, to: { side: news.to } } as const;
  switch (news.kind) {
    case 'overlapFound': {
      const { perDay, since } = news;
      const text = perDay ? 'notice.tenant.overlap' : 'notice.tenant.overlapFree';
      const cost = perDay ? { perDayMinor: perDay.minor, currency: perDay.currency } : {};
      const params = { domain, since, ...cost };
      return { ...about, occasion: `tenant/${id}/overlap/${news.line}/${news.to}`, message: notice(text, params) };
    }
    case 'stepReopened': {
      const isOfTenant = stepById(playbook, news.step)?.proof.kind === 'domain';
      const occasion = `tenant/${id}/reopened/${news.step}/${news.line ?? ''}/${version}`;
      const title = titleFor(changeover, playbook, news.to, news.step);
      return {
        ...about,
        occasion,
        message: notice(isOfTenant ? 'notice.tenant.otherTenant' : 'notice.tenant.reopened', { domain, title }),
      };
    }
    case 'wordSettled': {
      const { how, why, step, line, to } = news;
      const occasion = `tenant/${id}/settled/${step}/${line ?? ''}/${version}`;
      const states = stepById(playbook, step)?.states;
      const canInsist = states !== undefined && opensGuard(states) ? 'no' : 'yes';
      const params = { domain, title: titleFor(changeover, playbook, to, step), why: why ?? 'none', canInsist };
      return { ...about, occasion, message: notice(`notice.tenant.word.${how}`, params) };
    }
    case 'keyInPartners': {
      const occasion = `tenant/${id}/key/${news.line}`;
      return { ...about, occasion, message: notice('notice.tenant.keyInPartners', { domain, own: partner.domain }) };
    }
    case 'trouble': {
      const occasion = `tenant/${id}/trouble/${news.why}/${link?.trouble?.since ?? 0}`;
      return { ...about, occasion, message: notice(`notice.tenant.trouble.${news.why}`, { domain }) };
    }
  }
}

function notice(text: string, params: Readonly<Record<string, string | number>>): OutboxItem['message'] {
  return { kind: 'notice', text, params };
}
