/** What the status card says of the tenant: what is being looked for, and what somebody should look at, with the way to the rest. */
import { disagreements } from '../changeover/disagreements.ts';
import { actionSet, container, type Element, press, remark, textBlock } from './parts.ts';
import { stepTitle } from './step-words.ts';
import type { Words } from './text.ts';
import type { StatusView } from './view.ts';

/** Nobody has to do anything: it is settled within seconds. */
export function checkingLines(w: Words, { checking }: StatusView): readonly Element[] {
  if (checking.length === 0) return [];
  const steps = w.list(checking.map((item) => stepTitle(w, item)));
  return [remark(w.t('status.checking', { steps }), { spacing: 'small' })];
}

export function tenantLines(w: Words, { source, isOpen, id, version }: StatusView): readonly Element[] {
  const { link } = source.changeover;
  if (!isOpen || !link) return [];
  const lines = [
    ...(disagreements(source.changeover).length > 0 ? [w.t('status.tenant.differs')] : []),
    ...(link.trouble ? [w.t(`status.tenant.trouble.${link.trouble.why}`)] : []),
    ...(link.seen?.lines.some(({ isAlike }) => isAlike) ? [w.t('status.tenant.alike')] : []),
  ];
  if (lines.length === 0) return [];
  const look = press('tenant', w.t('button.tenant'), { changeover: id, seen: version });
  const said = lines.map((line) => textBlock(line, { spacing: 'small' }));
  return [container([...said, actionSet([look])], { style: 'warning', spacing: 'medium' })];
}
