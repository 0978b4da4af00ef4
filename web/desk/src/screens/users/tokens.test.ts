import type { Instant } from '@qoricash/sdk';
import { describe, expect, it } from 'vitest';
import { endOf, mostDays, scopesFor, toggledScope, tokenStanding, wholeNumber } from './tokens.ts';

const at = (text: string) => text as Instant;

describe('the scopes of a token', () => {
  it('of an analyst never write', () => {
    expect(scopesFor('ANALYST').filter((scope) => !scope.startsWith('READ_'))).toEqual([]);
    expect(scopesFor('MACHINE')).toContain('WRITE_OPERATIONS');
  });

  it.each([
    ['a scope that reads comes alone', [], 'READ_LEDGER', ['READ_LEDGER']],
    ['a scope that writes brings what it needs', [], 'WRITE_OPERATIONS', ['READ_OPERATIONS', 'READ_CLIENTS', 'WRITE_OPERATIONS']],
    ['a scope that goes takes what needs it', ['READ_OPERATIONS', 'READ_CLIENTS', 'WRITE_CLIENTS', 'WRITE_OPERATIONS'], 'READ_CLIENTS', ['READ_OPERATIONS']],
    ['a scope that writes goes alone', ['READ_RATES', 'WRITE_RATES'], 'WRITE_RATES', ['READ_RATES']],
  ] as const)('%s', (_, before, scope, after) => {
    expect(toggledScope(before, scope)).toEqual(after);
  });
});

it('an analyst\'s token is good for less than a machine\'s', () => {
  expect([mostDays('ANALYST'), mostDays('MACHINE')]).toEqual([90, 365]);
});

describe('a token', () => {
  it.each([
    ['works', { live: true, retiresAt: null, revokedAt: null }, 'live'],
    ['works until the one that follows it took over', { live: true, retiresAt: at('2026-12-01T00:00:00Z'), revokedAt: null }, 'retiring'],
    ['was revoked, though it would live', { live: false, retiresAt: null, revokedAt: at('2026-11-30T00:00:00Z') }, 'revoked'],
    ['ended by itself', { live: false, retiresAt: null, revokedAt: null }, 'ended'],
  ])('%s', (_, token, standing) => {
    expect(tokenStanding(token)).toBe(standing);
  });

  it.each([
    ['at its end', null, '2026-12-30T00:00:00Z'],
    ['sooner, where another one follows it', at('2026-12-01T00:00:00Z'), '2026-12-01T00:00:00Z'],
    ['at its end, where the other one leaves it longer than it has', at('2027-01-01T00:00:00Z'), '2026-12-30T00:00:00Z'],
  ])('stops working %s', (_, retiresAt, end) => {
    expect(endOf({ expiresAt: at('2026-12-30T00:00:00Z'), retiresAt })).toBe(end);
  });
});

it.each([['30', 30], [' 90 ', 90], ['0', 0], ['1.5', null], ['-1', null], ['un mes', null], ['', null]])('%j is the whole number %j', (text, number) => {
  expect(wholeNumber(text)).toBe(number);
});
