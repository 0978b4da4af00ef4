import { decimal, type Money } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../app/viewer.tsx';
import { blockOf, type ClientAct, clientFilter, fillOf, paperKinds, parseClientSearch, rolesWith } from './clients.ts';

const usd = (amount: string): Money => ({ amount: decimal(amount), currency: 'USD' });

describe('the address of the list', () => {
  it.each([
    ['all of it', { text: ' rosa ', status: 'ACTIVE', kyc: 'IN_REVIEW', owner: 'usr_1' }, { text: 'rosa', status: 'ACTIVE', kyc: 'IN_REVIEW', owner: 'usr_1' }],
    ['a document number, which arrives as a number', { text: 50011001 }, { text: '50011001' }],
    ['what nobody knows', { status: 'GONE', kyc: 3, owner: 'cli_1', page: '2' }, {}],
    ['blanks', { text: '   ' }, {}],
  ])('reads %s', (_, given, read) => {
    expect(parseClientSearch(given)).toEqual(read);
  });

  it.each([
    [
      'everything', { text: 'ro', status: 'ACTIVE' as const, kyc: 'PENDING' as const, owner: 'usr_1' },
      { search: 'ro', status: ['ACTIVE'], kycStatus: ['PENDING'], ownerId: 'usr_1' },
    ],
    ['a text that is too short for the house as none', { text: 'r', status: 'ACTIVE' as const }, { status: ['ACTIVE'] }],
    ['nothing', {}, {}],
  ])('asks for %s', (_, search, filter) => {
    expect(clientFilter(search)).toEqual(filter);
  });
});

describe('how full a limit is', () => {
  it.each([
    ['0.00', '1000.00', 'none'],
    ['0.01', '1000.00', 'some'],
    ['749.99', '1000.00', 'some'],
    ['750.00', '1000.00', 'most'],
    ['999.99', '1000.00', 'most'],
    ['1000.00', '1000.00', 'full'],
    ['9067.67', '1000.00', 'full'],
    ['0.00', '0.00', 'full'],
  ])('%s of %s is %s', (used, maximum, fill) => {
    expect(fillOf(usd(used), usd(maximum))).toBe(fill);
  });

  it('is nothing where there is no limit', () => {
    expect(fillOf(usd('500.00'), null)).toBeNull();
  });
});

describe('what stands in the way of an act', () => {
  const nobody = {
    clientsUpdate: false, clientsReassign: false, clientsDeactivate: false, kycReview: false, accountsWrite: false, accountsConfirm: false,
    documentsSubmit: false,
  };
  const can = (...abilities: readonly (keyof typeof nobody)[]) => ({ ...nobody, ...Object.fromEntries(abilities.map((one) => [one, true])) }) as unknown as Viewer['can'];

  it.each<[ClientAct, keyof typeof nobody]>([
    ['EDIT', 'clientsUpdate'], ['CONTACTS', 'clientsUpdate'], ['REASSIGN', 'clientsReassign'], ['DEACTIVATE', 'clientsDeactivate'], ['REACTIVATE', 'clientsDeactivate'],
    ['ADD_ACCOUNT', 'accountsWrite'], ['REMOVE_ACCOUNT', 'accountsWrite'], ['CONFIRM_ACCOUNT', 'accountsConfirm'], ['SUBMIT', 'documentsSubmit'],
  ])('%s takes %s', (act, ability) => {
    const client = { kycStatus: 'PENDING' as const };
    expect(blockOf(act, can(ability), client)).toBeNull();
    expect(blockOf(act, can(...(Object.keys(nobody) as (keyof typeof nobody)[]).filter((one) => one !== ability)), client)).toBe('RIGHT');
  });

  it.each([
    ['REOPEN', 'APPROVED', null], ['REOPEN', 'REJECTED', null], ['REOPEN', 'PENDING', 'NOT_DECIDED'], ['REOPEN', 'IN_REVIEW', 'NOT_DECIDED'],
    ['REVIEW', 'IN_REVIEW', null], ['REVIEW', 'PENDING', 'NOTHING_TO_REVIEW'], ['REVIEW', 'APPROVED', 'NOTHING_TO_REVIEW'],
  ] as const)('%s of an identification that is %s: %s', (act, kycStatus, block) => {
    expect(blockOf(act, can('kycReview'), { kycStatus })).toBe(block);
    expect(blockOf(act, can(), { kycStatus })).toBe('RIGHT');
  });

  it('names the roles of the house that may, and never clients', () => {
    const matrix = [
      { role: 'MASTER', permissions: [{ permission: 'ACCOUNTS_WRITE' }, { permission: 'CLIENTS_UPDATE' }] },
      { role: 'TRADER', permissions: [{ permission: 'ACCOUNTS_WRITE' }] },
      { role: 'CLIENT', permissions: [{ permission: 'ACCOUNTS_WRITE' }] },
    ];
    expect(rolesWith('ACCOUNTS_WRITE', matrix)).toEqual(['MASTER', 'TRADER']);
    expect(rolesWith('CLIENTS_UPDATE', matrix)).toEqual(['MASTER']);
    expect(rolesWith('CLIENTS_REASSIGN', matrix)).toEqual([]);
  });
});

describe('the papers that may be sent', () => {
  const identification = { missing: ['ID_BACK'], required: ['ID_FRONT', 'ID_BACK'] } as unknown as Parameters<typeof paperKinds>[0];

  it('begin with what is missing', () => {
    expect(paperKinds(identification, false)).toEqual(['ID_BACK', 'ID_FRONT', 'OTHER']);
  });

  it('hold the validation of the house for who reviews alone', () => {
    expect(paperKinds(identification, true)).toContain('COMPLIANCE_VALIDATION');
    expect(paperKinds(null, false)).toEqual(['OTHER']);
  });
});
