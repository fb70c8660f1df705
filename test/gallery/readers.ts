import type { Reader } from '../../cards/content.ts';
import type { Changeover, TextRef } from '../../changeover/changeover.ts';
import { ref } from '../support/changeover-builder.ts';

export const CUSTOMER: Reader = { side: 'customer', role: 'customerAdmin', locale: 'en-GB', zone: 'Europe/Amsterdam' };
export const TECHNICIAN: Reader = {
  side: 'partner',
  role: 'partnerTechnician',
  locale: 'en-GB',
  zone: 'Europe/Berlin',
};
export const LEAD: Reader = { ...TECHNICIAN, role: 'partnerLead' };

/** The builder's texts carry their body in their id: `text-Contoso`. */
export function textOf(of: TextRef | undefined): string | undefined {
  return of?.id.replace(/^text-/u, '');
}

const NAMES: Readonly<Record<string, string>> = { carla: 'Carla Jansen', tom: 'Tom Weber' };

/** Members under the names that Teams would have given. */
export function withNames(changeover: Changeover): Changeover {
  const members = changeover.members.map((member) => {
    const name = NAMES[member.person.objectId];
    return name === undefined ? member : { ...member, nameRef: ref(name) };
  });
  return { ...changeover, members };
}
