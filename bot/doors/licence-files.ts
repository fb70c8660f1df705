/** The files of a licence move, for whoever got their link on a card: the list of users, and the script. */
import { licenceCsv } from '../../cards/licence-csv.ts';
import { skuName } from '../../cards/licence-names.ts';
import { words } from '../../cards/text.ts';
import type { Clock, Store } from '../../loop/ports.ts';
import type { MoveFile } from '../../loop/licence-ports.ts';
import { licenceScript } from '../../tenant/licence-script.ts';
import type { Download } from '../office.ts';

/** A link on an old card opens nothing any more. */
const KEPT_MS = 30 * 86_400_000;
const NAMES = ['licences.csv', 'move-licences.ps1'] as const;
const TYPES = { 'licences.csv': 'text/csv; charset=utf-8', 'move-licences.ps1': 'text/plain; charset=utf-8' } as const;
const MOVE = /^[\w-]{1,64}$/;
const KEY = /^[\w-]{32}$/;

/** What an address says: `/licences/<move>/<key>/<file>`. */
export interface LicenceFileAsk {
  readonly move: string;
  readonly key: string;
  readonly file: string;
}

export type LicenceFile = (ask: LicenceFileAsk) => Promise<Download | undefined>;

/** The file; undefined for a wrong key as for a file that nobody has. */
export function createLicenceFiles(store: Pick<Store, 'moveFile'>, clock: Clock): LicenceFile {
  return async ({ move, key, file }) => {
    const name = NAMES.find((one) => one === file);
    if (name === undefined || !MOVE.test(move) || !KEY.test(key)) return undefined;
    const found = await store.moveFile(move, key, clock.now() - KEPT_MS);
    return found && { name, type: TYPES[name], body: name === 'licences.csv' ? csvOf(found) : scriptOf(found) };
  };
}

function csvOf({ changeover, rows }: MoveFile): string {
  const { plan } = changeover.licences ?? {};
  const names = new Map(
    plan?.pairs.flatMap(({ from, fromName, to, toName }) => [
      [from, fromName],
      [to, toName],
    ]),
  );
  const nameOf = (skuId: string): string => skuName(skuId, names.get(skuId) ?? skuId);
  return licenceCsv(words(changeover.customer.locale), rows, nameOf);
}

function scriptOf({ changeover, rows }: MoveFile): string {
  const w = words(changeover.customer.locale);
  const users = rows.flatMap(({ user, name, login, order }) => (order ? [{ user, name, login, order }] : []));
  return licenceScript(changeover.customer.tenantId ?? '', users, (key, params) =>
    w.t(`licences.script.${key}`, params),
  );
}
