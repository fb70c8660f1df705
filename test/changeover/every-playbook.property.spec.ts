import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { asksOf, waysOf } from '../../changeover/asks.ts';
import type { Changeover, Side } from '../../changeover/changeover.ts';
import { check } from '../../changeover/playbook-check.ts';
import { readPlaybook } from '../../changeover/playbook-read.ts';
import { checkWays, stepsOpenedIn } from '../../changeover/playbook-ways.ts';
import { toldOf } from '../../changeover/reminder-case.ts';
import { planReminders } from '../../changeover/reminders.ts';
import { standingOf } from '../../changeover/membership.ts';
import { stepsOf } from '../../changeover/steps.ts';
import { isDate } from '../../changeover/working-time.ts';
import { allPlaybooks } from '../support/all-playbooks.ts';
import { HOUR, OPENED_AT } from '../support/changeover-builder.ts';
import { randomIntents, randomLines } from '../support/random-plays.ts';
import { play } from '../support/random-runs.ts';

/** They speak of what somebody else leaves undone, to whoever can ask for it. */
const ABOUT_OTHERS: ReadonlySet<string> = new Set(['unanswered', 'partnerRequestUnanswered']);

describe('every playbook, ours and a partner’s', () => {
  it('is looked at, and one of them is a partner’s', () => {
    const ids = allPlaybooks.map(({ id }) => id);
    assert.deepEqual(
      ['direct-to-csp', 'prepaid-key', 'reseller-transfer', 'call2teams-move', 'grant-licences'].filter(
        (id) => !ids.includes(id),
      ),
      [],
    );
  });

  for (const playbook of allPlaybooks) {
    describe(playbook.id, () => {
      it('is of the published shape and has nothing that points nowhere', () => {
        assert.deepEqual(check(playbook), []);
        const read = readPlaybook(JSON.parse(JSON.stringify(playbook)));
        assert.deepEqual(read, { ok: true, playbook });
      });

      it('reaches its end on every way, and every step opens on some way', () => {
        assert.deepEqual(checkWays(playbook), []);
      });

      it('says of each fact where it comes from, as of which day, and what to ask when it has grown old', () => {
        for (const [id, { now, source, asOf, question, words }] of Object.entries(playbook.facts)) {
          assert.ok(now.trim() !== '' && source.trim() !== '', id);
          assert.ok(isDate(asOf), id);
          assert.ok(question !== undefined || words?.question !== undefined, id);
        }
      });

      for (const variant of waysOf(playbook)) {
        const name = variant ?? 'its only way';
        it(`reminds nobody on ${name} who is not there or cannot act`, () => {
          const told = new Set<string>();
          fc.assert(
            fc.property(randomLines, randomIntents, fc.integer({ min: 0, max: 90 * 24 }), (lines, intents, later) => {
              const { rows, changeover } = play(playbook, lines, intents, variant);
              const now = (rows.at(-1)?.at ?? OPENED_AT) + later * HOUR;
              const views = stepsOf(changeover, playbook, now);
              for (const { key, kind, to, form, step, line } of planReminders(changeover, playbook, now).reminders) {
                told.add(to);
                const people = changeover.members.filter(
                  ({ side, person }) =>
                    side === to && standingOf(changeover, { ...inTeam(changeover, side), person, door: 'card' }),
                );
                assert.ok(
                  people.some(({ role }) => role !== 'customerViewer'),
                  `${key} goes to nobody`,
                );
                const view = views.find((one) => one.step.id === step && one.line?.id === line);
                if (form !== 'act' || view === undefined || ABOUT_OTHERS.has(kind)) continue;
                assert.equal(toldOf(view.step.side), to, `${key} asks the wrong side to act`);
                assert.equal(view.status, 'open', `${key} asks for what cannot be done`);
              }
            }),
            { numRuns: 25, seed: 20260302 },
          );
          assert.ok(told.has('partner'), 'nobody was ever told anything');
          if (asksOf(playbook, variant).customer === 'self') assert.ok(!told.has('customer'));
        });

        it(`asks at the beginning of ${name} only what opens at once`, () => {
          const opened = stepsOpenedIn(playbook, variant);
          assert.deepEqual(
            (asksOf(playbook, variant).steps ?? []).filter((id) => !opened.has(id)),
            [],
          );
        });
      }
    });
  }
});

/** Technicians are who they are in their team alone. */
function inTeam({ partner }: Changeover, side: Side): { readonly teamId?: string } {
  return side === 'partner' ? { teamId: partner.teamId } : {};
}
