/** What dialogs can ask about the past, beside what a turn has loaded. */
import type { ChangeoverId, Instant } from '../changeover/changeover.ts';
import type { RecordedRow } from '../cards/history-entries.ts';
import type { HistoryLinks } from '../cards/history-card.ts';
import type { History } from '../loop/history.ts';
import type { Bearer } from './bearer.ts';

export interface ReadHistory {
  /** Oldest first, the events as today's release knows them. */
  readonly rows: readonly RecordedRow[];
  readonly texts: History['texts'];
  readonly head: string;
}

export interface Records {
  /** Undefined when there is none. */
  history(id: ChangeoverId): Promise<ReadHistory | undefined>;
  /** Links for this person alone; absent where nothing of ours can be reached by a browser. */
  links?: (id: ChangeoverId, bearer: Bearer, now: Instant) => Promise<HistoryLinks>;
}
