/** The folder that a Teams window works in: its configuration, and stand-ins for the programs that open a browser. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bot, partnerTeam, personalChatOf } from './people.ts';
import type { Cast } from './people.ts';

export interface Window {
  readonly cast: Cast;
  /** Where the person acts: the customer's admin in a personal chat, the technician in a channel. */
  readonly place: 'personal' | 'channel';
  readonly port: number;
}

/** Writes the window's configuration; returns the folder with programs that stand in for those opening a browser. */
export async function layOut(folder: string, window: Window): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  // JSON is YAML as well.
  await writeFile(join(folder, '.m365agentsplayground.yml'), JSON.stringify(configOf(window), undefined, 2));
  for (const opener of ['xdg-open', 'open']) {
    await writeFile(join(bin, opener), '#!/bin/sh\nexit 0\n');
    await chmod(join(bin, opener), 0o755);
  }
  return bin;
}

/**
 * What the client is told of itself. The two windows share no conversation id: one that both knew would get its
 * install event from the wrong one, and the bot would answer to the wrong window.
 */
function configOf({ cast, place }: Window): object {
  const key = cast.givenName.toLowerCase();
  const team =
    place === 'channel'
      ? partnerTeam
      : {
          id: `19:${key}-team@thread.tacv2`,
          name: `${cast.company.name} Team`,
          groupId: 'c0ffee00-1234-4abc-8def-0000000000f2',
          channel: { id: `19:${key}-channel@thread.tacv2`, name: 'Announcements' },
        };
  return {
    version: '0.1.1',
    tenantId: cast.company.tenantId,
    bot: { id: bot.id, name: bot.name },
    currentUser: userOf(cast.givenName, cast.surname, cast.email, cast.objectId, cast.teamsId),
    users: COLLEAGUES.map(([givenName, surname], index) => {
      const email = `${givenName.toLowerCase()}@${cast.company.domain}`;
      const objectId = `decade00-${place === 'channel' ? '0002' : '0001'}-4000-8000-00000000000${index}`;
      return userOf(givenName, surname, email, objectId, `29:${key}-colleague-${index}`);
    }),
    personalChat: { id: personalChatOf(cast) },
    groupChat: { id: `19:${key}-group@thread.v2`, name: 'Group chat' },
    team: { id: team.id, name: team.name, aadGroupId: team.groupId, channels: [{ ...team.channel }] },
  };
}

/** The client insists on exactly five. */
const COLLEAGUES: readonly (readonly [string, string])[] = [
  ['Isaiah', 'Langer'],
  ['Lynne', 'Robbins'],
  ['Joni', 'Sherman'],
  ['Nestor', 'Wilke'],
  ['Pradeep', 'Gupta'],
];

function userOf(givenName: string, surname: string, email: string, aadObjectId: string, id: string): object {
  // `userPrincipleName` is the client's own spelling.
  return { id, name: `${givenName} ${surname}`, userPrincipleName: email, aadObjectId, givenName, surname, email };
}
