import type { TurnContext } from 'botbuilder';
import type { Turn } from '../loop/turn.ts';
import type { Said } from './said.ts';

const TURN = Symbol('turn');
const SAID = Symbol('said');

export type TurnOf = (context: TurnContext) => Turn;

/** Ties this run of the turn to its context; a turn that runs again after a conflict is tied anew. */
export function bindTurn(context: TurnContext, turn: Turn, said: Said): void {
  context.turnState.set(TURN, turn);
  context.turnState.set(SAID, said);
}

/** The turn that a dialog runs in. Throws when `bindTurn` was not called: a fault of the code, not of a person. */
export function turnOf(context: TurnContext): Turn {
  const turn = context.turnState.get<Turn>(TURN);
  if (!turn) throw new Error('A dialog ran outside a turn.');
  return turn;
}

/** What was said in this turn: a press keeps its data, which an activity's text would lose. */
export function saidOf(context: TurnContext): Said {
  const said = context.turnState.get<Said>(SAID);
  if (!said) throw new Error('A dialog ran outside a turn.');
  return said;
}
