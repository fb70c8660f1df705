import type { Changeover } from '../changeover/changeover.ts';
import type { Content } from './content.ts';
import { card, content, factSet, header, numbered, remark, textBlock } from './parts.ts';
import { plain, words } from './text.ts';

/**
 * How a customer finds out that the partner behind this is the one it knows: names, and six digits that stand on the
 * partner's own card too. `partner` is the name that a technician typed (of names.ts, harmless already); the tenant is what Microsoft's sign-in said.
 */
export function realCard(changeover: Changeover, partner: string, locale: string): Content {
  const w = words(locale);
  const number = `${changeover.checkNumber.slice(0, 3)} ${changeover.checkNumber.slice(3)}`;
  const body = [
    header(w.t('real.title'), w.t('real.subtitle')),
    factSet([
      [w.t('real.fact.partner'), partner],
      [w.t('real.fact.domain'), plain(changeover.partner.domain, 100)],
      [w.t('real.fact.tenant'), changeover.partner.tenantId],
      [w.t('real.fact.customer'), plain(changeover.customer.domain, 100)],
    ]),
    textBlock(number, { size: 'extraLarge', isBold: true, isMonospace: true }),
    numbered([w.t('real.do.call', { partner }), w.t('real.do.read'), w.t('real.do.differs')]),
    remark(w.t('real.whose', { partner })),
  ];
  return content(card(body), w.t('real.summary', { partner, number }));
}
