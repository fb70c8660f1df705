/** `npm run playbook -- check FILE` and `show FILE`: for whoever writes a playbook of their own. */
import { readPlaybookFile } from './playbook-files.ts';
import { outlineOf } from './playbook-outline.ts';

process.exitCode = run(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));

/** The exit code: 0 when all is well, 1 for a faulty file, 2 for a command that is none. */
function run([command, path]: readonly string[], say: (line: string) => void): number {
  if ((command !== 'check' && command !== 'show') || path === undefined) {
    say('Say "check FILE" for every fault with its line, or "show FILE" for phases, steps, gates and reminders.');
    return 2;
  }
  const file = readPlaybookFile(path);
  if (!file.ok) {
    for (const { line, says } of file.problems) say(`${path}:${line} ${says}`);
    return 1;
  }
  const { id, version, phases } = file.playbook;
  const count = phases.reduce((sum, { steps }) => sum + steps.length, 0);
  if (command === 'check') say(`${path}: ${id}, version ${version}, ${count} steps, no fault.`);
  else for (const line of outlineOf(file.playbook)) say(line);
  return 0;
}
