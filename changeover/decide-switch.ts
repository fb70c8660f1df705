/** Going on by another playbook, a newer version of it, or another of its variants. */
import { waysOf } from './asks.ts';
import { courseChange, type Course } from './course-change.ts';
import { accept, refused, type AskedByMember, type BodyOf, type Decision } from './decision.ts';

/**
 * The partner's alone. Refuses the course that is followed already, an unknown variant, one that would lose what a guard
 * rests on or an act that was taken (`switchUnsafe`, counted by what is lost), and one that drops done steps that were not named.
 */
export function decideSwitch(body: BodyOf<'switchPlaybook'>, asked: AskedByMember): Decision {
  const { changeover, playbook, now, standing } = asked;
  if (standing.side !== 'partner') return refused('notYourSide', { side: 'partner' });
  // What is not settled yet could be lost by it; it takes a moment.
  if (changeover.checking) return refused('beingChecked');
  const { to, variant, drops, reasonRef } = body;
  if (to.hash === changeover.playbook.hash && variant === changeover.variant) return refused('switchSame');
  const course: Course = { pin: to, playbook: body.body, ...(variant !== undefined && { variant }) };
  if (!isVariantKnown(course)) return refused('choiceUnknown', {}, 'course');
  const { faults, droppedDone, dropped, lines } = courseChange(changeover, playbook, course, now);
  if (faults.length > 0) {
    const count = (kind: string): number => faults.filter((fault) => fault.kind === kind).length;
    const lost = { acts: count('act'), evidence: count('evidence'), products: count('product'), asks: count('asks') };
    return refused('switchUnsafe', lost);
  }
  const unnamed = droppedDone.filter((key) => !drops.includes(key));
  if (unnamed.length > 0) return refused('switchDropsDone', { count: unnamed.length });
  return accept({
    type: 'playbookSwitched',
    from: changeover.playbook,
    to,
    ...(variant !== undefined && { variant }),
    dropped: dropped.map((view) => view.key),
    ...(lines !== undefined && { lines }),
    reasonRef,
  });
}

function isVariantKnown({ playbook, variant }: Course): boolean {
  return waysOf(playbook).includes(variant);
}
