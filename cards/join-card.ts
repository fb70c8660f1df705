import type { Content } from './content.ts';
import { card, content, factSet, header, remark, submit, textBlock } from './parts.ts';
import { plain, words } from './text.ts';

export interface JoinQuestion {
  readonly locale: string;
  /** The tenant that the person writes from, as the signed-in activity says. */
  readonly tenantId: string;
  /** As `partnerName` of names.ts gives it: harmless already. */
  readonly partnerName: string;
  readonly partnerDomain: string;
  readonly expectedDomain: string;
  /** The code as it was typed: a press of Yes shows it again, so that nothing has to be believed. */
  readonly code: string;
  /** True when the domain was looked up and belongs to the person's tenant; false when it could not be looked up. */
  readonly isChecked: boolean;
}

/** The check of the tenant before a customer joins: who expects whom, with Yes and No. */
export function joinCard(question: JoinQuestion): Content {
  const w = words(question.locale);
  const domain = plain(question.expectedDomain, 100);
  const partner = question.partnerName;
  const asked = w.t('join.ask', { tenant: question.tenantId, partner, domain });
  const body = [
    header(w.t('join.title')),
    textBlock(asked),
    factSet([
      [w.t('join.fact.tenant'), question.tenantId],
      [
        w.t('join.fact.partner'),
        w.t('join.fact.partnerValue', { partner, domain: plain(question.partnerDomain, 100) }),
      ],
      [w.t('join.fact.expects'), domain],
    ]),
    remark(w.t(question.isChecked ? 'join.checked' : 'join.unchecked', { domain })),
  ];
  const actions = [
    submit('join', w.t('join.button.yes'), { code: question.code, answer: 'yes' }, { style: 'positive' }),
    submit('join', w.t('join.button.no'), { code: question.code, answer: 'no' }),
  ];
  return content(card(body, actions), asked);
}
