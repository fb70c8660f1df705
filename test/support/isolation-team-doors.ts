/** The doors of a team's conversation and of who takes part: what is only there for some, tried by all. */
import type { Piece } from '../../sandbox/card-reader.ts';
import type { Dice } from './dice.ts';
import type { Door, Loot, Request } from './isolation-doors.ts';
import type { Intruder } from './isolation-people.ts';

type Sends = (value: Piece, dice: Dice, loot: Loot, intruder: Intruder) => Request;

/** @param execute a press as a client of today sends it, @param submit as an old one does, and @param says in words. */
export function teamDoors(execute: Sends, submit: Sends, says: Sends): Readonly<Record<string, Door>> {
  const press: Sends = (data, dice, loot, intruder) => (dice.once(3) ? submit : execute)(data, dice, loot, intruder);
  return {
    /** A second yes, or a no, to the rows of a table that wait for it. */
    waitingTable: (dice, loot, intruder) => {
      const as = dice.pick(['yes', 'no', 'waits', 'show', 'save']);
      const one = dice.once(2) ? { opening: dice.pick([...loot.waiting, loot.changeover]) } : {};
      return press({ verb: 'import', as, import: loot.table, page: dice.upTo(2), ...one }, dice, loot, intruder);
    },
    board: (dice, loot, intruder) => {
      const filters = {
        technician: dice.pick(['any', 'mine', 'nobody', 'e', ...loot.members]),
        ticket: dice.pick(['', '4711', '1']),
        customer: dice.pick(['', 'e', '.']),
      };
      const data = { verb: 'board', as: dice.pick(['', 'csv']), page: dice.upTo(3), ...filters };
      const text = dice.pick([
        'board',
        'board mine',
        'board of e',
        'board ticket 1',
        'board csv',
        'limit off',
        'second yes',
      ]);
      return dice.once(2) ? press(data, dice, loot, intruder) : says({ text }, dice, loot, intruder);
    },
    draft: (dice, loot, intruder) => {
      const verb = dice.pick(['draftSend', 'draftEdit', 'draftDrop', 'goLive']);
      const occasion = dice.pick([loot.changeover, `${loot.changeover}/${dice.pick(loot.steps)}`]);
      const text = dice.pick(['', 'anything']);
      return press({ verb, changeover: loot.changeover, occasion, text }, dice, loot, intruder);
    },
    removal: (dice, loot, intruder) => {
      const verb = dice.pick(['removeMember', 'removeMember', 'standIn', 'myRoles', 'people']);
      const who = dice.pick([...loot.members, intruder.objectId]);
      const claims = { changeover: loot.changeover, who, roles: 'globalAdministrator', answer: 'yes' };
      return press({ verb, ...claims }, dice, loot, intruder);
    },
  };
}
