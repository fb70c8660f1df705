/**
 * `npm run forget -- tenant TENANT`, `-- person TENANT OBJECT` and `-- contact ADDRESS`: for an operator who was asked to.
 * On the embedded store the bot has to be stopped; on a server it may run.
 */
import { parseEmail } from '../changeover/contact-inputs.ts';
import { playbooks as shipped } from '../changeover/playbooks/index.ts';
import { forgetContact } from '../loop/forget-contact.ts';
import { forgetNext } from '../loop/forget.ts';
import { openPlaybookShelf } from '../loop/playbook-shelf.ts';
import { openStore } from '../store/open.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { loadPlaybooks } from './playbook-files.ts';
import { systemClock as clock } from './system.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

process.exitCode = await run(process.argv.slice(2).map((each) => each.toLowerCase()));

/** The exit code: 0 when all is gone, 1 when something is left, 2 for a command that is none. */
async function run([what, tenantId = '', objectId]: readonly string[]): Promise<number> {
  const isPerson = what === 'person' && ID.test(objectId ?? '');
  const address = what === 'contact' && objectId === undefined ? parseEmail(tenantId) : undefined;
  const isKnown = address?.ok ?? (ID.test(tenantId) && (isPerson || (what === 'tenant' && objectId === undefined)));
  if (!isKnown) {
    process.stdout.write(
      'Say "tenant TENANT_ID", "person TENANT_ID OBJECT_ID" or "contact ADDRESS"; ids are GUIDs of Entra.\n',
    );
    return 2;
  }
  const config = readConfig(process.env);
  const log = createLog('warn');
  const { store, close } = await openStore(config, log);
  try {
    const playbooks = loadPlaybooks(config.playbooksDir, shipped);
    const shelf = await openPlaybookShelf(playbooks, (list) => store.keepPlaybooks(list));
    const commit = async (...[unit, now]: Parameters<Parameters<typeof forgetNext>[0]['commit']>) =>
      (await store.commit([unit], now))[0] ?? 'failed';
    const load = (...asked: Parameters<typeof store.load>) => store.load(...asked);
    if (address?.ok) {
      const { erased, left } = await forgetContact({ store, shelf, clock, commit, load }, address.value);
      process.stdout.write(left > 0 ? 'Something is left; say it again.\n' : `Forgotten in ${erased} places.\n`);
      return left === 0 ? 0 : 1;
    }
    await store.askToForget({ tenantId, ...(objectId !== undefined && { objectId }) }, clock.now());
    const seenTo = await forgetNext({ store, shelf, clock, log, commit, load });
    const left = await store.forgetting(1);
    process.stdout.write(left ? 'Something is left; say it again.\n' : 'Forgotten.\n');
    return seenTo > 0 && left === undefined ? 0 : 1;
  } finally {
    await close();
  }
}
