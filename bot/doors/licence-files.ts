/** The files of a licence move, for whoever was handed their links: the list of users, and the script. */
import type { ChangeoverId, Instant } from '../../changeover/changeover.ts';
import type { LicenceLinks } from '../../cards/licence-files-card.ts';
import { licenceCsv } from '../../cards/licence-csv.ts';
import { skuName } from '../../cards/licence-names.ts';
import { words } from '../../cards/text.ts';
import type { Bearer } from '../../dialogs/bearer.ts';
import type { Store } from '../../loop/ports.ts';
import type { MoveFile } from '../../loop/licence-ports.ts';
import { licenceScript } from '../../tenant/licence-script.ts';
import { LICENCE_FILES } from '../file-routes.ts';
import type { Download } from '../office.ts';
import { openPersonLink, PERSON_MINUTES, personToken, type PersonLinkPorts } from '../person-links.ts';
import type { SignedLinks } from '../signed-link.ts';

/** What a move was like is not kept for ever. */
const KEPT_MS = 30 * 86_400_000;
const FILES = { csv: 'licences.csv', script: 'move-licences.ps1' } as const;
const TYPES = { 'licences.csv': 'text/csv; charset=utf-8', 'move-licences.ps1': 'text/plain; charset=utf-8' } as const;
const NAMES = Object.values(FILES);

export interface LicenceFilePorts extends PersonLinkPorts {
  readonly store: Pick<Store, 'load' | 'linkKey' | 'moveFile'>;
}

/** What an address says: `/licences/<file>?ticket=…`. */
export interface LicenceFileAsk {
  readonly file: string;
  readonly ticket: string;
}

export type LicenceFile = (ask: LicenceFileAsk) => Promise<Download | undefined>;

/** The file; undefined for a link that opens nothing (any more) as for a file that nobody has. */
export function createLicenceFiles(ports: LicenceFilePorts): LicenceFile {
  return async ({ file, ticket }) => {
    const name = NAMES.find((one) => one === file);
    if (name === undefined) return undefined;
    const opened = await openPersonLink(ports, ticket, 'licences');
    if (opened === undefined) return undefined;
    const [move = '', key = ''] = opened.what.split('/');
    const found = await ports.store.moveFile(move, key, ports.clock.now() - KEPT_MS);
    if (found?.changeover.id !== opened.changeover.id) return undefined;
    return { name, type: TYPES[name], body: name === 'licences.csv' ? csvOf(found) : scriptOf(found) };
  };
}

/** @param baseUrl such as `https://bot.example.com`, without a slash at its end. @param move its id. @param key its files'. */
export function licenceLinks(
  baseUrl: string,
  signed: SignedLinks,
  { changeover, move, key }: { readonly changeover: ChangeoverId; readonly move: string; readonly key: string },
  bearer: Bearer,
  now: Instant,
): LicenceLinks {
  const token = personToken(signed, { purpose: 'licences', changeover, what: `${move}/${key}` }, bearer, now);
  const link = (file: string): string => `${baseUrl}${LICENCE_FILES}/${file}?ticket=${token}`;
  return { csv: link(FILES.csv), script: link(FILES.script), minutes: PERSON_MINUTES };
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
