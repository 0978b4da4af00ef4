import { describe, expect, it } from 'vitest';
import type { Permission, PermissionSet, Reach, Role } from '../../gql/graphql.ts';
import { actsAbout, matrixOf, officesFor, parsePeopleSearch, peopleFilter, type Person, rightsOf, roleFixed, type SetRule } from './people.ts';

const person = (part: Partial<Person> = {}): Person => ({
  __typename: 'StaffMember', id: 'usr_rita', name: 'Rita', role: 'TRADER', email: 'rita@qoricash.pe', dni: null, status: 'ACTIVE', deactivationReason: null,
  grants: [], sets: [], totpEnabled: true, mustChangePassword: false, createdAt: null, ...part,
});
const me = 'usr_master';
const whyNot = (one: Person, self = me) => Object.fromEntries(actsAbout(one, self).map(({ act, whyNot: why }) => [act, why]));

describe('the acts about a person', () => {
  it('are all possible for somebody who works here', () => {
    expect(whyNot(person())).toEqual({ update: null, invite: null, password: null, totp: null, deactivate: null });
  });

  it('are one for somebody who left', () => {
    expect(whyNot(person({ status: 'DEACTIVATED' }))).toEqual({ rehire: null });
  });

  it.each([
    ['oneself', person({ id: me }), { invite: null, totp: 'self', deactivate: 'self' }],
    ['somebody without a second factor', person({ totpEnabled: false }), { totp: 'noTotp' }],
    ['the officer, who is taken from the office first', person({ role: 'MIDDLE_OFFICE', sets: ['OFFICER'] }), { deactivate: 'office' }],
    ['the alternate', person({ role: 'MIDDLE_OFFICE', sets: ['ALTERNATE'] }), { deactivate: 'office' }],
  ])('are blocked for %s, with the reason', (_, one, reasons) => {
    expect(whyNot(one)).toMatchObject(reasons);
  });

  it('keep the accountant free to leave: that office ends with the role', () => {
    expect(whyNot(person({ role: 'ANALYST', sets: ['ACCOUNTANT'] }))['deactivate']).toBeNull();
  });
});

it.each([[person(), null], [person({ id: me }), 'self'], [person({ sets: ['OFFICER'] }), 'office']])('says why a role is fixed', (one, why) => {
  expect(roleFixed(one, me)).toBe(why);
});

const rule = (
  set: PermissionSet, roles: Role[], permissions: Permission[], fourEyes = false,
): SetRule => ({ __typename: 'PermissionSetRule', set, roles, permissions, fourEyes });
const rules = [rule('ACCOUNTANT', ['ANALYST', 'MIDDLE_OFFICE'], ['LEDGER_READ']), rule('OFFICER', ['MIDDLE_OFFICE'], ['AUDIT_READ', 'LEDGER_READ'], true)];

it('an office goes with some roles, and is held or not', () => {
  expect(officesFor(person({ role: 'ANALYST', sets: ['ACCOUNTANT'] }), rules).map(({ rule: { set }, isHeld, fits }) => [set, isHeld, fits])).toEqual([
    ['ACCOUNTANT', true, true], ['OFFICER', false, false],
  ]);
});

const grants = (role: Role, ...given: readonly (readonly [Permission, Reach])[]) => ({
  __typename: 'RolePermissions' as const, role, permissions: given.map(([permission, reach]) => ({ __typename: 'PermissionGrant' as const, permission, reach })),
});
const rolePermissions = [
  grants('MASTER', ['OPERATIONS_READ', 'ALL'], ['USERS_WRITE', 'ALL']),
  grants('TRADER', ['OPERATIONS_READ', 'PORTFOLIO'], ['RATES_BASE', 'OWN']),
  grants('CLIENT', ['OPERATIONS_READ', 'OWN'], ['CLIENTS_EXPORT', 'OWN']),
];

describe('the matrix', () => {
  it('has a line for each permission of a role of the house, and null where it is refused', () => {
    expect(matrixOf(rolePermissions, ['MASTER', 'TRADER'])).toEqual([
      { permission: 'OPERATIONS_READ', reach: ['ALL', 'PORTFOLIO'] },
      { permission: 'USERS_WRITE', reach: ['ALL', null] },
      { permission: 'RATES_BASE', reach: [null, 'OWN'] },
    ]);
  });

  it('has no line for what clients alone may', () => {
    expect(matrixOf(rolePermissions).map(({ permission }) => permission)).not.toContain('CLIENTS_EXPORT');
  });
});

describe('what a person may do', () => {
  const permissionSets = [...rules];

  it('comes from the role, from what was granted and from the offices', () => {
    const rights = rightsOf(person({ grants: ['RATES_PUBLISH'], sets: ['OFFICER'] }), { rolePermissions, permissionSets });
    expect(rights.map(({ permission, origin }) => [permission, origin])).toEqual([
      ['OPERATIONS_READ', 'role'], ['RATES_BASE', 'role'], ['RATES_PUBLISH', 'grant'], ['AUDIT_READ', 'OFFICER'], ['LEDGER_READ', 'OFFICER'],
    ]);
  });

  it('says twice what the role gives in part and a grant in whole', () => {
    const rights = rightsOf(person({ grants: ['RATES_BASE'] }), { rolePermissions, permissionSets });
    expect(rights.filter(({ permission }) => permission === 'RATES_BASE').map(({ reach, origin }) => [reach, origin])).toEqual([['OWN', 'role'], ['ALL', 'grant']]);
  });

  it('says once what two offices give', () => {
    const rights = rightsOf(person({ sets: ['ACCOUNTANT', 'OFFICER'] }), { rolePermissions, permissionSets });
    expect(rights.filter(({ permission }) => permission === 'LEDGER_READ')).toHaveLength(1);
  });
});

it.each([
  [{}, {}],
  [{ role: 'TRADER', status: 'ACTIVE', text: 'ri' }, { role: ['TRADER'], status: ['ACTIVE'], search: 'ri' }],
  [{ role: 'CLIENT', status: 'LOST', text: 'r' }, {}],
])('an address with %j asks the house for %j', (address, filter) => {
  expect(peopleFilter(parsePeopleSearch(address))).toEqual(filter);
});
