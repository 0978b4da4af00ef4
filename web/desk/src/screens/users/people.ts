import type { Permission, PermissionSet, PersonFragment, Reach, RightsQuery, Role, UserStatus } from '../../gql/graphql.ts';

export type Person = PersonFragment;
export type SetRule = RightsQuery['permissionSets'][number];
type RoleRule = RightsQuery['rolePermissions'][number];

/** The roles of the people of the house; clients and nobody have none of its offices. */
export const staffRoles: readonly Role[] = ['MASTER', 'TRADER', 'OPERATOR', 'MIDDLE_OFFICE', 'ANALYST'];

/** What a Master gives one person beyond the role, one by one (docs/capabilities/staff.md). */
export const grantable: readonly Permission[] = ['RATES_PUBLISH', 'RATES_BASE'];

/** Whoever reads masked data gets no permission beyond the role. */
export const isMasked = ({ role }: Pick<Person, 'role'>): boolean => role === 'ANALYST';

/** What is done about a person of the house. */
export type PersonAct = 'update' | 'invite' | 'password' | 'totp' | 'deactivate' | 'rehire';

/** Why an act is not possible now; the words are the screen's. */
export type WhyNot = 'self' | 'office' | 'noTotp';

/** The offices of compliance: nobody who holds one leaves or changes role before two Masters took it. */
const complianceSets: readonly PermissionSet[] = ['OFFICER', 'ALTERNATE'];
export const holdsCompliance = ({ sets }: Pick<Person, 'sets'>): boolean => (sets ?? []).some((set) => complianceSets.includes(set));

/** The acts about a person, each with why it is not possible, in the order in which they are offered. */
export function actsAbout(person: Person, me: string): readonly { readonly act: PersonAct; readonly whyNot: WhyNot | null }[] {
  const hasLeft = person.status === 'DEACTIVATED';
  const isSelf = person.id === me;
  if (hasLeft) return [{ act: 'rehire', whyNot: null }];
  return [
    { act: 'update', whyNot: null },
    { act: 'invite', whyNot: null },
    { act: 'password', whyNot: null },
    { act: 'totp', whyNot: isSelf ? 'self' : person.totpEnabled ? null : 'noTotp' },
    { act: 'deactivate', whyNot: isSelf ? 'self' : holdsCompliance(person) ? 'office' : null },
  ];
}

/** Why a person's role cannot be changed; null where it can. */
export const roleFixed = (person: Person, me: string): WhyNot | null => (person.id === me ? 'self' : holdsCompliance(person) ? 'office' : null);

/** An office for one person: whether it is held, and whether it goes with the role. */
export interface OfficeFor {
  readonly rule: SetRule;
  readonly isHeld: boolean;
  readonly fits: boolean;
}

export const officesFor = ({ role, sets }: Pick<Person, 'role' | 'sets'>, rules: readonly SetRule[]): readonly OfficeFor[] =>
  rules.map((rule) => ({ rule, isHeld: (sets ?? []).includes(rule.set), fits: rule.roles.includes(role) }));

/** One line of the matrix: a permission, and how far it goes in each role; null where it is refused. */
export interface MatrixLine {
  readonly permission: Permission;
  readonly reach: readonly (Reach | null)[];
}

/** All permissions against the roles of the house, in the order in which the house lists them. */
export function matrixOf(rules: readonly RoleRule[], roles: readonly Role[] = staffRoles): readonly MatrixLine[] {
  const byRole = new Map(rules.map(({ role, permissions }) => [role, new Map(permissions.map(({ permission, reach }) => [permission, reach]))]));
  const named = [...new Set(rules.filter(({ role }) => roles.includes(role)).flatMap(({ permissions }) => permissions.map(({ permission }) => permission)))];
  return named.map((permission) => ({ permission, reach: roles.map((role) => byRole.get(role)?.get(permission) ?? null) }));
}

/** Where a person has a permission from. */
export type Origin = 'role' | 'grant' | PermissionSet;

/** All that a person may do, and where from: the role first, then what was granted, then the offices. */
export function rightsOf(
  person: Pick<Person, 'role' | 'grants' | 'sets'>, rights: Pick<RightsQuery, 'rolePermissions' | 'permissionSets'>,
): readonly { readonly permission: Permission; readonly reach: Reach; readonly origin: Origin }[] {
  const own = (rights.rolePermissions.find(({ role }) => role === person.role)?.permissions ?? []).map(({ permission, reach }) => ({
    permission, reach, origin: 'role' as Origin,
  }));
  const granted = (person.grants ?? []).map((permission) => ({ permission, reach: 'ALL' as Reach, origin: 'grant' as Origin }));
  const offices = rights.permissionSets.filter(({ set }) => (person.sets ?? []).includes(set)).flatMap(({ set, permissions }) => permissions.map((permission) => ({
    permission, reach: 'ALL' as Reach, origin: set as Origin,
  })));
  const wide = new Set<Permission>();
  return [...own, ...granted, ...offices].filter(({ permission, reach, origin }) => {
    if (wide.has(permission)) return false;
    if (reach === 'ALL' || origin !== 'role') wide.add(permission);
    return true;
  });
}

/** What the address says of the list of people. */
export interface PeopleSearch {
  readonly role?: Role;
  readonly status?: UserStatus;
  readonly text?: string;
}

/** Reads an address: what is no role or state of a person of the house is as if it were not there. */
export function parsePeopleSearch(search: Readonly<Record<string, unknown>>): PeopleSearch {
  const role = staffRoles.find((one) => one === search['role']);
  const status = (['ACTIVE', 'DEACTIVATED'] as const).find((one) => one === search['status']);
  const text = typeof search['text'] === 'string' ? search['text'] : '';
  return { ...(role && { role }), ...(status && { status }), ...(text && { text }) };
}

/** The house searches for two letters at least. */
const leastText = 2;

export const peopleFilter = ({ role, status, text = '' }: PeopleSearch) => ({
  ...(role && { role: [role] }), ...(status && { status: [status] }), ...(text.trim().length >= leastText && { search: text.trim() }),
});
