/** `npm run manifest`: the Teams app package, filled from the environment, checked and written to build/changeover.zip. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';
import { blanksFrom, fill, graphPart } from './fill.ts';
import { iconProblems, manifestProblems, type Icons } from './package-problems.ts';
import type { Environment } from '../bot/config.ts';

const PackageJson = z.object({ version: z.string() });
/** A zip keeps a time for each file; the first one it can write makes the same package the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

/** The zip file's bytes, the same for the same settings. @throws with one line per problem, before anything is written. */
export function packageFrom(env: Environment): Uint8Array {
  const { version } = PackageJson.parse(JSON.parse(text('../package.json')));
  const template: object = JSON.parse(text('manifest.json'));
  const manifest = fill({ ...template, ...graphPart(env) }, blanksFrom(env, version));
  const icons: Icons = { color: bytes('icons/color.png'), outline: bytes('icons/outline.png') };
  const problems = [...manifestProblems(manifest), ...iconProblems(icons)];
  if (problems.length > 0) throw new Error(problems.join('; '));
  const files = {
    'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': icons.color,
    'outline.png': icons.outline,
  };
  return zipSync(files, { mtime: NO_TIME, level: 9 });
}

function text(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function bytes(path: string): Uint8Array {
  return readFileSync(new URL(path, import.meta.url));
}

function main(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    const zip = packageFrom(process.env);
    mkdirSync('build', { recursive: true });
    writeFileSync('build/changeover.zip', zip);
    console.log(`build/changeover.zip is ready (${zip.length} bytes): upload it in the Teams admin center.`);
  } catch (error) {
    console.error(`There is no app package: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
