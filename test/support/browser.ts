/** A headless Chromium for tests: from npm on x64 Linux, an installed one elsewhere. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const CACHE = join(MODULES, '.cache');
/** Raised when what is unpacked or the fonts change, so that an older cache is not taken for the new one. */
const RECIPE = 2;

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Starts a browser that draws the same on every x64 Linux machine, with fonts from npm (arrows, ticks, emoji, monospace).
 * `BROWSER_PATH` names another one. Throws a sentence saying what to set when there is none. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['BROWSER_PATH'];
  if (named) return chromium.launch({ executablePath: named, args: launchArgs() });
  if (process.platform === 'linux' && process.arch === 'x64') return launchFromNpm();
  const installed = INSTALLED.find((path) => existsSync(path));
  if (!installed) throw new Error('No browser found: set BROWSER_PATH to a Chromium, Chrome or Edge program.');
  return chromium.launch({ executablePath: installed, args: launchArgs() });
}

async function launchFromNpm(): Promise<Browser> {
  const home = await unpackedChromium();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: launchArgs(),
    env: {
      ...definedEnv(),
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
    },
  });
}

// Without font hinting glyphs have the same shape whatever the machine; the tests' pages are our own, so no sandbox is needed.
function launchArgs(): string[] {
  return ['--no-sandbox', '--font-render-hinting=none'];
}

/** The folder with the unpacked browser; filled once, whole or not at all, however many processes ask at the same time. */
async function unpackedChromium(): Promise<string> {
  const packageDir = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version }: { version: string } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
  const home = join(CACHE, `chromium-${version}-${RECIPE}`);
  if (await exists(home)) return home;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(join(CACHE, 'chromium-unpacking-'));
  try {
    await inflateInto(fresh, packageDir);
    await writeFile(join(fresh, 'fonts.conf'), fontsConf(home));
    await rename(fresh, home).catch(async (error: unknown) => {
      // Another process was first: its folder is complete, because it came by a rename as well.
      if (!(await exists(home))) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return home;
}

/** In a process of its own, because the package unpacks into `os.tmpdir()` and would take a half-written file of another run. */
async function inflateInto(target: string, packageDir: string): Promise<void> {
  const script = `import { inflate } from '@sparticuz/chromium';
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(process.env.ARCHIVES + '/' + name);`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: dirname(MODULES),
    env: { ...definedEnv(), TMPDIR: target, ARCHIVES: join(packageDir, 'bin') },
  });
}

/** Teams asks for Segoe UI; Open Sans is nearest to it. DejaVu has the arrows and ticks, Noto the emoji. */
function fontsConf(home: string): string {
  const folders = [
    join(home, 'fonts'),
    join(MODULES, 'dejavu-fonts-ttf', 'ttf'),
    join(MODULES, '@expo-google-fonts', 'noto-emoji', '400Regular'),
  ];
  const aliases: readonly (readonly [string, string])[] = [
    ['Segoe UI', 'Open Sans'],
    ['Segoe UI Variable', 'Open Sans'],
    ['system-ui', 'Open Sans'],
    ['Helvetica', 'Open Sans'],
    ['Arial', 'Open Sans'],
    ['sans-serif', 'Open Sans'],
    ['serif', 'DejaVu Serif'],
    ['Consolas', 'DejaVu Sans Mono'],
    ['Courier New', 'DejaVu Sans Mono'],
    ['monospace', 'DejaVu Sans Mono'],
    ['emoji', 'Noto Emoji'],
    ['Segoe UI Emoji', 'Noto Emoji'],
    ['Segoe UI Symbol', 'DejaVu Sans'],
  ];
  const rule = ([from, to]: readonly [string, string]) =>
    `<match target="pattern"><test qual="any" name="family"><string>${from}</string></test>` +
    `<edit name="family" mode="assign" binding="same"><string>${to}</string>` +
    `<string>DejaVu Sans</string><string>Noto Emoji</string></edit></match>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    // Its ○ is a ●.
    '<selectfont><rejectfont><glob>*/DejaVuMathTeXGyre.ttf</glob></rejectfont></selectfont>',
    ...folders.map((folder) => `<dir>${folder}</dir>`),
    `<cachedir>${join(home, 'fontcache')}</cachedir>`,
    ...aliases.map(rule),
    '</fontconfig>',
    '',
  ].join('\n');
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
