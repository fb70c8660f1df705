import assert from 'node:assert/strict';
import { letterText } from '../../cards/letter-section.ts';
import { questionCard } from '../../cards/question-card.ts';
import { playbookWords } from '../../cards/playbook-words.ts';
import { stepParams } from '../../cards/step-params.ts';
import { words } from '../../cards/text.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { cardOf, valuesIn } from '../support/card-reading.ts';
import { moved, moveOn, readyToMove } from '../support/call2teams-plays.ts';
import type { Given } from '../support/changeover-builder.ts';
import { TECHNICIAN, textOf } from '../gallery/readers.ts';

/** The text of a step, ready to copy. */
function letterOf({ changeover, playbook, now }: Given, step: string, letter: string): string {
  const view = stepsOf(changeover, playbook, now).find(({ key }) => key === step);
  assert.ok(view && view.step.letters?.includes(letter) === true, `${step} has no text ${letter}`);
  const params = stepParams(changeover, playbook, view, TECHNICIAN, textOf);
  const of = {
    w: playbookWords('en', playbook),
    changeover,
    step: view.step,
    reader: TECHNICIAN,
    text: textOf,
    params,
  };
  return letterText(of, letter);
}

describe('the texts of a Call2Teams move', () => {
  it('name the accounts, the new account, the licences and both permissions in the service-desk case', () => {
    const accounts = { 'Northwind / Contoso': 'client', 'Northwind / Contoso / Trial_2': 'trial' };
    const text = letterOf(moveOn('assisted', ...readyToMove({ owner: 'changes', accounts })), 'desk-case', 'deskCase');
    for (const part of [
      'Northwind / Contoso (client account)',
      'Northwind / Contoso / Trial_2 (trial)',
      'Fabrikam / Contoso',
      'PBX users (C2TU) 12',
      'letter of 3 March',
      'letter of 4 March',
      'contoso.com',
    ]) {
      assert.ok(text.includes(part), `${part} is not in:\n${text}`);
    }
  });

  it('ask for no permission in the case when both accounts are with one partner', () => {
    const text = letterOf(moveOn('assisted', ...readyToMove()), 'desk-case', 'deskCase');
    assert.match(text, /no permission is needed/);
    assert.doesNotMatch(text, /attached|…/);
  });

  it('ask that the old account stays when only users move', () => {
    const text = letterOf(moveOn('assisted', ...readyToMove({ scope: 'users' })), 'desk-case', 'deskCase');
    assert.match(text, /must not expire/);
    assert.match(
      letterOf(moveOn('assisted', ...readyToMove()), 'desk-case', 'deskCase'),
      /day on which the old account expires/,
    );
  });

  it('list calling policies and domains with commands that change nothing', () => {
    const policies = words('en').t('letter.callPolicies.body').split('\n');
    const domains = words('en').t('letter.callDomains.body').split('\n');
    for (const command of [...policies, ...domains]) assert.match(command, /^(Get|Connect|Disconnect)-/);
    for (const name of ['VoiceRoutingPolicy', 'VoiceRoute', 'PstnUsage']) {
      assert.ok(
        policies.some((command) => command.startsWith(`Get-CsOnline${name} `)),
        name,
      );
    }
    assert.ok(policies.some((command) => command.startsWith('Get-CsTenantDialPlan ')));
    assert.ok(letterOf(moveOn('assisted', ...moved()), 'leftover-policies', 'callPolicies').length > 0);
  });

  it('stand in the copy field as they were typed, whatever Markdown is in a name', () => {
    const accounts = { 'Northwind / *Contoso* [old] / a|b': 'client' };
    const at = moveOn('assisted', ...readyToMove({ accounts }));
    const view = stepsOf(at.changeover, at.playbook, at.now).find(({ key }) => key === 'desk-case');
    assert.ok(view);
    const card = cardOf(questionCard(at.changeover, at.playbook, view, TECHNICIAN, at.now, textOf));
    assert.match(
      valuesIn(card)['letter-deskCase'] ?? '',
      /Northwind \/ \*Contoso\* \[old\] \/ a\|b \(client account\)/,
    );
  });
});
