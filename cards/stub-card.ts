import { card, content, press, remark } from './parts.ts';
import type { Content } from './content.ts';
import { words } from './text.ts';

/** What a status card shrinks to once a newer one stands further down: a line, and a way back to the newest. */
export function stubCard(view: { readonly id: string; readonly customer: string; readonly locale: string }): Content {
  const w = words(view.locale);
  const said = w.t('stub.text', { customer: view.customer });
  return content(
    card([remark(said)], [press('status', w.t('button.statusAnew'), { changeover: view.id }, { isPrimary: false })]),
    said,
  );
}

/** What a card becomes for whoever takes part no more. */
export function farewellCard(locale: string): Content {
  const said = words(locale).t('stub.farewell');
  return content(card([remark(said)]), said);
}
