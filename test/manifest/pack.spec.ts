import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { parseWords } from '../../cards/typed-words.ts';
import { packageFrom } from '../../manifest/pack.ts';
import { iconProblems, manifestProblems, type Icons } from '../../manifest/package-problems.ts';

const root = join(import.meta.dirname, '../..');
const contract = join(root, '../shared/contracts/MicrosoftTeams.schema.json');
const ENV = {
  MicrosoftAppId: 'AAAAAAAA-1111-4111-8111-111111111111',
  COMPANY_NAME: 'Fabrikam "Cloud" {{botId}}',
  WEBSITE_URL: 'https://fabrikam.example',
  PRIVACY_URL: 'https://fabrikam.example/privacy',
  TERMS_URL: 'https://fabrikam.example/terms',
};

interface Manifest {
  readonly id: string;
  readonly version: string;
  readonly developer: { readonly name: string };
  readonly validDomains: readonly string[];
  readonly webApplicationInfo?: { readonly id: string };
  readonly composeExtensions: readonly {
    readonly botId: string;
    readonly commands: readonly { readonly id: string; readonly parameters: readonly { readonly name: string }[] }[];
  }[];
  readonly bots: readonly {
    readonly botId: string;
    readonly scopes: readonly string[];
    readonly commandLists: readonly { readonly commands: readonly { readonly title: string }[] }[];
  }[];
}

describe('the app package', () => {
  const unpacked = (env: Readonly<Record<string, string>> = ENV): Readonly<Record<string, Uint8Array>> =>
    unzipSync(packageFrom(env));
  const manifestOf = (env?: Readonly<Record<string, string>>): Manifest =>
    JSON.parse(strFromU8(unpacked(env)['manifest.json']!)) as Manifest;

  it('holds the manifest and its two icons, and nothing else', () => {
    assert.deepEqual(Object.keys(unpacked()), ['manifest.json', 'color.png', 'outline.png']);
  });

  it('is the same bytes for the same settings', () => {
    assert.deepEqual(packageFrom(ENV), packageFrom(ENV));
  });

  it('is filled from the environment and the version from package.json', () => {
    const manifest = manifestOf();
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    assert.equal(manifest.version, version);
    assert.equal(manifest.id, ENV.MicrosoftAppId.toLowerCase());
    assert.equal(manifest.bots[0]?.botId, manifest.id);
    assert.equal(manifest.developer.name, ENV.COMPANY_NAME);
    const other = manifestOf({ ...ENV, TEAMS_APP_ID: '22222222-2222-4222-8222-222222222222' });
    assert.equal(other.id, '22222222-2222-4222-8222-222222222222');
  });

  it('names the application that goes to Graph, where there is one, so that it may install the app', () => {
    assert.equal(manifestOf().webApplicationInfo, undefined);
    const withGraph = { ...ENV, GRAPH_APP_ID: 'BBBBBBBB-2222-4222-8222-222222222222' };
    assert.deepEqual(manifestOf(withGraph).webApplicationInfo, { id: withGraph.GRAPH_APP_ID.toLowerCase() });
    assert.throws(() => packageFrom({ ...ENV, GRAPH_APP_ID: 'x' }), /GRAPH_APP_ID is not the application/);
  });

  it('is a bot for one person and for teams, which asks for no domain', () => {
    const manifest = manifestOf();
    assert.deepEqual(manifest.bots[0]?.scopes, ['personal', 'team']);
    assert.deepEqual(manifest.validDomains, []);
  });

  it('searches by the command and the parameter that the door knows', () => {
    const { id, composeExtensions } = manifestOf();
    const [{ botId, commands } = { botId: '', commands: [] }, ...more] = composeExtensions;
    assert.deepEqual([botId, more.length, commands.length], [id, 0, 1]);
    assert.deepEqual([commands[0]?.id, commands[0]?.parameters.map(({ name }) => name)], ['search', ['query']]);
  });

  it('offers only commands that the bot understands', () => {
    const titles = manifestOf().bots[0]!.commandLists.flatMap((list) => list.commands.map((command) => command.title));
    assert.ok(titles.length > 10);
    assert.deepEqual(
      titles.filter((title) => parseWords(title, 'en') === undefined),
      [],
    );
  });

  it('holds in the schema of the contracts too', function () {
    if (!existsSync(contract)) {
      console.warn(
        'LEFT OUT: ../shared/contracts/MicrosoftTeams.schema.json is not here; the schema of the npm package was used alone.',
      );
      return this.skip();
    }
    assert.deepEqual(manifestProblems(manifestOf(), contract), []);
  });

  it('is refused by the schema when something is missing, unknown or too long', () => {
    const manifest = manifestOf() as unknown as Record<string, unknown>;
    const { id: _id, ...without } = manifest;
    assert.match(manifestProblems(without).join(), /must have required property 'id'/);
    assert.match(manifestProblems({ ...manifest, extra: 1 }).join(), /must NOT have additional properties/);
    assert.match(manifestProblems({ ...manifest, name: { short: 'x'.repeat(31) } }).join(), /\/name\/short/);
    assert.match(manifestProblems({ ...manifest, bots: [{ botId: 'my-bot', scopes: [] }] }).join(), /\/bots\/0\/botId/);
  });

  const icons: Icons = {
    color: readFileSync(join(root, 'manifest/icons/color.png')),
    outline: readFileSync(join(root, 'manifest/icons/outline.png')),
  };
  const white = (opacity: number): readonly number[] => [255, 255, 255, opacity];

  it('has icons of the right size, the outline white on nothing', () => {
    assert.deepEqual(iconProblems(icons), []);
  });

  const wrong: readonly [string, Uint8Array, RegExp][] = [
    ['too small', png(16, 16, () => white(255)), /16 × 16, not 32 × 32/],
    ['of another colour', png(32, 32, (x) => (x > 4 ? white(0) : [255, 0, 0, 255])), /another colour than white/],
    ['without a transparent ground', png(32, 32, () => white(255)), /no transparent ground/],
    ['empty', png(32, 32, () => white(0)), /is empty/],
    ['no picture', Buffer.from('hello'), /not a PNG/],
    ['cut off', png(32, 32, () => white(0)).subarray(0, 60), /can’t be read/],
  ];
  for (const [what, outline, expected] of wrong) {
    it(`is refused when its outline is ${what}`, () =>
      assert.match(iconProblems({ ...icons, outline }).join(), expected));
  }

  it('is not made, and says why in one line, when a setting is missing or wrong', () => {
    const { PATH = '' } = process.env;
    const run = (env: Record<string, string>) =>
      spawnSync(process.execPath, ['manifest/pack.ts'], { cwd: root, env: { PATH, ...env }, encoding: 'utf8' });
    const missing = run({ ...ENV, PRIVACY_URL: '' });
    assert.deepEqual([missing.status, missing.stdout], [1, '']);
    assert.match(missing.stderr, /^There is no app package: PRIVACY_URL is not set: [^\n]+\n$/);
    assert.match(run({ ...ENV, TERMS_URL: 'http://x' }).stderr, /TERMS_URL is not the https address/);
    assert.match(run({ ...ENV, APP_NAME: 'x'.repeat(31) }).stderr, /APP_NAME is not a name of at most 30/);
  });
});

/** A small PNG: each pixel by its place. */
function png(width: number, height: number, pixel: (x: number, y: number) => readonly number[]): Buffer {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_unused, x) => pixel(x, y)).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
