/** What operators watch, as Prometheus reads it. Counted in this process since it started; OPERATING.md says what each means. */
import type { Counted, Meter } from '../loop/ports.ts';

export interface Metrics extends Meter {
  /** The page, in Prometheus' text format. @param gauges are read when it is asked for. */
  page(gauges: readonly Gauge[]): string;
}

export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}

/** The metric of each count and its help line. */
const COUNTERS: Readonly<Record<Counted, readonly [name: string, help: string]>> = {
  sent: ['messages_sent_total', 'New messages that the connector took.'],
  updated: ['cards_updated_total', 'Cards changed in place.'],
  failed: ['sends_failed_total', 'Sends and updates that failed and are tried again.'],
  dropped: ['messages_dropped_total', 'Messages never sent: their reason was gone, or Teams turned them down.'],
  unreachable: ['conversations_unreachable_total', 'Times that a conversation turned out to be unreachable.'],
  heldBack: ['sends_held_back_total', 'Times that a conversation had no room within the limits and was put off.'],
  inDoubt: ['in_doubt_total', 'Sends of which nobody knows whether they arrived, done once more.'],
  reminders: ['reminders_decided_total', 'Reminders decided by the tick of this process.'],
  answersLost: ['answers_lost_total', 'Answers to a person that could not be said.'],
};

/** Upper bounds in seconds. */
const BOUNDS = [0.5, 1, 2, 5, 15, 60, 300, 3_600] as const;

export function createMetrics(): Metrics {
  const counts = new Map<Counted, number>();
  const buckets = BOUNDS.map(() => 0);
  let [lateCount, lateSum] = [0, 0];

  return {
    count: (what, times = 1) => void counts.set(what, (counts.get(what) ?? 0) + times),
    late(ms) {
      const seconds = Math.max(ms, 0) / 1000;
      lateCount += 1;
      lateSum += seconds;
      BOUNDS.forEach((bound, i) => {
        if (seconds <= bound) buckets[i]! += 1;
      });
    },
    page(gauges) {
      const counters = Object.entries(COUNTERS).flatMap(([what, [name, help]]) =>
        lines(name, help, 'counter', [`${prefixed(name)} ${counts.get(what as Counted) ?? 0}`]),
      );
      const name = prefixed('delivery_seconds');
      const lateness = lines('delivery_seconds', 'From deciding a message to the connector’s answer.', 'histogram', [
        ...BOUNDS.map((bound, i) => `${name}_bucket{le="${bound}"} ${buckets[i]}`),
        `${name}_bucket{le="+Inf"} ${lateCount}`,
        `${name}_sum ${lateSum}`,
        `${name}_count ${lateCount}`,
      ]);
      const read = gauges.flatMap((gauge) =>
        lines(gauge.name, gauge.help, 'gauge', [`${prefixed(gauge.name)} ${gauge.value}`]),
      );
      return [...counters, ...lateness, ...read, ''].join('\n');
    },
  };
}

function lines(name: string, help: string, type: string, samples: readonly string[]): readonly string[] {
  return [`# HELP ${prefixed(name)} ${help}`, `# TYPE ${prefixed(name)} ${type}`, ...samples];
}

function prefixed(name: string): string {
  return `changeover_${name}`;
}
