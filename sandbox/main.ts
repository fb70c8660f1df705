/** `npm start` without an app id: local mode. */
import { enableCompileCache } from 'node:module';
import { runProcess } from '../bot/start-up.ts';
import type { Sandbox } from './sandbox.ts';

enableCompileCache();

await runProcess(
  async () => {
    const { readSandboxConfig } = await import('./config.ts');
    const config = readSandboxConfig(process.env);
    console.log('Local mode is starting …');
    const { startSandbox } = await import('./sandbox.ts');
    return startSandbox(config, process.env, (line) => console.log(line));
  },
  (sandbox) => console.log(welcome(sandbox)),
);

function welcome({ url, windows }: Sandbox): string {
  const rows = [
    ['The sandbox', `${url}/sandbox`, 'begin here: who is who, the clock, what to try'],
    ...windows.map(({ cast, place, url: window }) => [
      cast.name,
      window,
      place === 'personal' ? `customer admin of ${cast.company.name}` : `partner technician of ${cast.company.name}`,
    ]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([name = '', address = '', what = '']) =>
    `  ${name.padEnd(widths[0] ?? 0)}  ${address.padEnd(widths[1] ?? 0)}  ${what}`.trimEnd(),
  );
  return [
    '',
    'Changeover is ready. All of it is on this machine; nobody in it is real.',
    '',
    ...lines,
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}
