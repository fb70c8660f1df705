/** What the tenant itself shows. A reading can prove and disprove; one that finds what is known already changes nothing. */
import type { Changeover, Line } from './changeover.ts';
import type { LineFindings } from './commands.ts';
import type { Event } from './events.ts';
import { accept, lineById, type Asked, type BodyOf, type Decision } from './decision.ts';
import { latestReading } from './evidence.ts';
import { actOf } from './guard-of.ts';
import { domainsAtMost, domainsSay, ofDomains } from './product-domains.ts';
import { findingsIn, type Finding } from './reading-says.ts';
import { isSeenAnew } from './seen-anew.ts';
import { settledByLook } from './settle-words.ts';
import { stepsOf, type StepView } from './steps.ts';

function readingMade({ tenant, requestId }: BodyOf<'recordReading'>, findings: readonly LineFindings[]): Event {
  return {
    type: 'readingMade',
    findings,
    ...(tenant && { tenant }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** Accepted with no events when nothing differs from what is known. Lines that the changeover does not have are passed over. */
export function decideReading(body: BodyOf<'recordReading'>, asked: Asked): Decision {
  const { changeover, playbook, now } = asked;
  const known = body.findings.filter((found) => lineById(changeover, found.line));
  const all = findingsIn(body, asked);
  const atMost = domainsAtMost(playbook);
  const news = all.filter((finding) => isNewFinding(finding, changeover));
  const held = settledByLook(asked, body.begunAt ?? now, (view) => saidOf(view, all, body, atMost));
  const isSeen =
    known.some((found) => hasOtherCounts(found, lineById(changeover, found.line))) || isSeenAnew(body, asked);
  const views = stepsOf(changeover, playbook, now);
  const ofProduct = views.flatMap((view) => ofDomains(view, body.tenant?.productDomains, atMost));
  if (news.length + held.length + ofProduct.length === 0 && !isSeen && body.isAwaited !== true) return accept();
  return accept(
    readingMade(body, known),
    ...held,
    ...news.map(stated),
    ...news.flatMap((finding) => views.flatMap((view) => consequence(view, finding))),
    ...ofProduct,
  );
}

/** What this look says of a step: of the fact that it states, or of the domains that it counts. */
function saidOf(
  view: StepView,
  all: readonly Finding[],
  { tenant }: BodyOf<'recordReading'>,
  atMost: number,
): boolean | undefined {
  if (view.step.reads === 'nothing') return undefined;
  if (view.step.reads === 'productDomains') return domainsSay(view, tenant?.productDomains, atMost);
  return all.find(({ fact, line }) => fact === view.step.states && line?.id === view.line?.id)?.holds;
}

function isNewFinding({ fact, line, holds }: Finding, changeover: Changeover): boolean {
  // A word that an old one ended is doubted anew for each word.
  const isEndDenied = fact === 'oldEnded' && !holds;
  const isEndUnknown = fact === 'oldEnded' && line?.oldEndedOn === undefined;
  return isEndDenied || isEndUnknown || latestReading(changeover, fact, line?.id)?.holds !== holds;
}

function hasOtherCounts(found: LineFindings, line: Line | undefined): boolean {
  if (!line) return false;
  const { assigned, seats } = found;
  return (assigned !== undefined && assigned !== line.assigned) || (seats !== undefined && seats !== line.seats);
}

function stated(finding: Finding): Event {
  const { fact, line, holds } = finding;
  return { type: 'factStated', fact, ...(line && { line: line.id }), holds, kind: 'reading' };
}

/** A reading proves open steps and opens disproved ones again; an act is never taken by it, only seen to be needless. */
function consequence(view: StepView, finding: Finding): readonly Event[] {
  const isOther = view.line?.id !== finding.line?.id || view.step.states !== finding.fact;
  if (isOther || view.step.reads !== undefined) return [];
  const where = { step: view.step.id, ...(finding.line && { line: finding.line.id }) };
  const isWaiting = view.status === 'open' || view.status === 'blocked';
  if (finding.holds && isWaiting && !actOf(view.step.effect)) return [{ type: 'stepDone', ...where, kind: 'reading' }];
  if (!finding.holds && view.status === 'done') return [{ type: 'stepReopened', ...where, why: 'disproved' }];
  return [];
}
