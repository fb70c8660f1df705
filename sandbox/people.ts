/** Who is who in local mode: invented people of three invented companies, with valid ids that never change. */
import type { Person, Zone } from '../changeover/changeover.ts';

export interface Company {
  readonly name: string;
  readonly domain: string;
  readonly tenantId: string;
}

export interface Cast {
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  /** Entra object id. */
  readonly objectId: string;
  /** As the channel names the person. */
  readonly teamsId: string;
  readonly company: Company;
  readonly zone: Zone;
}

export const contoso: Company = {
  name: 'Contoso',
  domain: 'contoso.com',
  tenantId: '0b6c1a52-4e6d-4f0e-9a3c-1d2f5e8b7a01',
};
export const fabrikam: Company = {
  name: 'Fabrikam',
  domain: 'fabrikam.com',
  tenantId: '5d3f7c90-8a1b-4c2d-b6e4-9f0a1b2c3d02',
};
/** A company with no part in the story: its people must get nowhere. */
export const wingtip: Company = {
  name: 'Wingtip Toys',
  domain: 'wingtiptoys.com',
  tenantId: 'a91e4d36-2b7c-4e5f-8d60-3c4b5a697803',
};

export const alex = cast('Alex', 'Wilber', contoso, 'Europe/Amsterdam', '11');
export const adele = cast('Adele', 'Vance', contoso, 'Europe/Amsterdam', '12');
export const megan = cast('Megan', 'Bowen', fabrikam, 'Europe/London', '21');
export const diego = cast('Diego', 'Siciliani', fabrikam, 'Europe/London', '22');
export const lee = cast('Lee', 'Gu', wingtip, 'Asia/Singapore', '31');

/** The pretend bot, as every client names it. */
export const bot = { id: '28:7e57b07a-0000-4000-8000-0000000000b0', name: 'Changeover' } as const;

/** The partner's team and the channel in which its status cards live. */
export const partnerTeam = {
  id: '19:fabrikam-team@thread.tacv2',
  name: 'Fabrikam Cloud',
  groupId: 'c0ffee00-1234-4abc-8def-0000000000f1',
  channel: { id: '19:fabrikam-changeovers@thread.tacv2', name: 'Changeovers' },
} as const;

export function personOf(who: Cast): Person {
  return { tenantId: who.company.tenantId, objectId: who.objectId };
}

/** The personal chat with the bot: one per person. */
export function personalChatOf(who: Cast): string {
  return `a:${who.givenName.toLowerCase()}-with-changeover`;
}

function cast(givenName: string, surname: string, company: Company, zone: Zone, number: string): Cast {
  return {
    name: `${givenName} ${surname}`,
    givenName,
    surname,
    email: `${givenName.toLowerCase()}@${company.domain}`,
    objectId: `f00dbabe-${number.padStart(4, '0')}-4000-8000-0000000000${number}`,
    teamsId: `29:${givenName.toLowerCase()}-${surname.toLowerCase()}`,
    company,
    zone,
  };
}
