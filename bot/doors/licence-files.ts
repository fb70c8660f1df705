/** The files of a licence move, for whoever got their link on a card: the list of users, and the script. */
import type { Request, Response, Server } from 'restify';
import { licenceCsv } from '../../cards/licence-csv.ts';
import { skuName } from '../../cards/licence-names.ts';
import { words } from '../../cards/text.ts';
import type { Clock, Store } from '../../loop/ports.ts';
import type { MoveFile } from '../../loop/licence-ports.ts';
import { licenceScript } from '../../tenant/licence-script.ts';

/** A link on an old card opens nothing any more. */
const KEPT_MS = 30 * 86_400_000;
const NAMES = ['licences.csv', 'move-licences.ps1'] as const;
const TYPES = { 'licences.csv': 'text/csv; charset=utf-8', 'move-licences.ps1': 'text/plain; charset=utf-8' } as const;
const MOVE = /^[\w-]{1,64}$/;
const KEY = /^[\w-]{32}$/;

export interface FilePorts {
  /** Undefined while it starts. */
  readonly store: () => Pick<Store, 'moveFile'> | undefined;
  readonly clock: Clock;
}

/** Adds `GET /licences/<move>/<key>/<file>`: 404 for a wrong key as for a file that nobody has. */
export function addLicenceFiles(server: Server, ports: FilePorts): void {
  server.get('/licences/:move/:key/:file', async (req, res) => answer(ports, req, res));
}

async function answer({ store, clock }: FilePorts, req: Request, res: Response): Promise<void> {
  const { move = '', key = '', file = '' } = req.params as Partial<Record<string, string>>;
  const name = NAMES.find((one) => one === file);
  const isAsked = name !== undefined && MOVE.test(move) && KEY.test(key);
  const found = isAsked ? await store()?.moveFile(move, key, clock.now() - KEPT_MS) : undefined;
  if (found === undefined || name === undefined) return void res.send(404, { error: 'notFound' });
  res.sendRaw(200, name === 'licences.csv' ? csvOf(found) : scriptOf(found), {
    'Content-Type': TYPES[name],
    'Content-Disposition': `attachment; filename="${name}"`,
  });
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
