import { plugins, type Request, type Response, type Server } from 'restify';
import type { Config } from './config.ts';
import type { LicenceFile } from './doors/licence-files.ts';
import { BOARD_FILE, LICENCE_FILES } from './file-routes.ts';
import type { BotLog } from './log.ts';
import type { Download } from './office.ts';
import { requestIdOf } from './request-id.ts';

export interface DownloadPorts {
  readonly config: Pick<Config, 'rateLimit'>;
  readonly log: BotLog;
  /** What a signed link gives; undefined for one that opens nothing, and while it starts. */
  readonly download: (token: string) => Promise<Download | undefined>;
  /** The same for the files of a licence move. */
  readonly licenceFile: LicenceFile;
}

/** `GET /files/board.csv?t=…` and `GET /licences/<file>?ticket=…`: a wrong link and one whose time is over are answered alike. */
export function addDownloadRoutes(server: Server, { config, log, download, licenceFile }: DownloadPorts): void {
  const throttle = plugins.throttle({ ip: true, rate: config.rateLimit, burst: config.rateLimit });
  server.get(BOARD_FILE, throttle, async (req, res) => {
    const token = new URL(req.url ?? '/', 'http://localhost').searchParams.get('t') ?? '';
    await answer(res, log, download(token));
  });
  server.get(`${LICENCE_FILES}/:file`, throttle, async (req: Request, res: Response) => {
    const { file = '' } = req.params as Partial<Record<string, string>>;
    const ticket = new URL(req.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    await answer(res, log, licenceFile({ file, ticket }));
  });
}

async function answer(res: Response, log: BotLog, made: Promise<Download | undefined>): Promise<void> {
  try {
    const file = await made;
    if (file === undefined) return void res.send(404, { error: 'linkOver', requestId: requestIdOf(res) });
    const disposition = `attachment; filename="${file.name}"`;
    res.sendRaw(200, file.body, { 'Content-Type': file.type, 'Content-Disposition': disposition });
  } catch (error) {
    log.error({ turn: requestIdOf(res), err: error }, 'a file could not be given');
    res.send(500, { error: 'internal', requestId: requestIdOf(res) });
  }
}
