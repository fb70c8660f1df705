/** Invented users of a pretend tenant, by number: always the same ones, and with every kind of trouble where it is wanted. */
import type { PretendUser } from './licence-directory.ts';
import { TEAMS_PHONE } from './licence-products.ts';

const GIVEN = ['Ada', 'Ben', 'Cleo', 'Dev', 'Elif', 'Finn', 'Gia', 'Hugo', 'Ines', 'Jon', 'Kim', 'Lena'];
const SURNAMES = [
  'Adams',
  'Berg',
  'Costa',
  'Demir',
  'Evans',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ito',
  'Jansen',
  "O'Brien",
];
const SALES = '5a1e5000-0000-4000-8000-000000000001';

export interface PeopleWish {
  readonly domain: string;
  /** How many users have a product, the first ones each time; the old product comes first. */
  readonly holders: ReadonlyMap<string, number>;
  /** Some without a location, by a group, with an add-on, with another product, unable to sign in. */
  readonly hasConflicts: boolean;
  /** A product with services that the others have too, where somebody is to have one beside. */
  readonly otherSkuId?: string;
  /** A product that a new one with device management excludes. */
  readonly excludingSkuId?: string;
}

export function pretendUsers({
  domain,
  holders,
  hasConflicts,
  otherSkuId,
  excludingSkuId,
}: PeopleWish): readonly PretendUser[] {
  const count = Math.max(0, ...holders.values());
  return Array.from({ length: count }, (_none, i): PretendUser => {
    const given = GIVEN[i % GIVEN.length]!;
    const surname = SURNAMES[Math.floor(i / GIVEN.length) % SURNAMES.length]!;
    const is = (every: number, at: number): boolean => hasConflicts && i % every === at;
    const login = `${given}.${surname.replaceAll("'", '')}${i + 1}`.toLowerCase();
    const own = [...holders].flatMap(([skuId, held], at) =>
      i < held ? [{ skuId, disabledPlans: [], by: at === 0 && is(20, 3) ? [SALES] : [undefined] }] : [],
    );
    const phone = is(15, 5) ? [{ skuId: TEAMS_PHONE, disabledPlans: [], by: [undefined] }] : [];
    const other = otherSkuId && is(40, 7) ? [{ skuId: otherSkuId, disabledPlans: [], by: [undefined] }] : [];
    const odd = excludingSkuId && is(50, 13) ? [{ skuId: excludingSkuId, disabledPlans: [], by: [undefined] }] : [];
    return {
      id: `11111111-0000-4000-8000-${String(i + 1).padStart(12, '0')}`,
      name: `${given} ${surname}`,
      login: `${login}@${domain}`,
      isEnabled: !is(30, 9),
      location: is(25, 11) ? null : 'NL',
      held: [...own, ...phone, ...other, ...odd],
    };
  });
}
