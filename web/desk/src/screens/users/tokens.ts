import { done, over, type State, waiting } from '@qoricash/kit';
import type { TokenAudience, TokenRowFragment, TokenScope } from '../../gql/graphql.ts';

export type Token = TokenRowFragment;

const allScopes: readonly TokenScope[] = [
  'READ_RATES', 'READ_OPERATIONS', 'READ_CLIENTS', 'READ_LEDGER', 'READ_SCHEMA', 'WRITE_CLIENTS', 'WRITE_OPERATIONS', 'WRITE_RATES',
];

/** What a scope that writes needs beside it (docs/capabilities/tokens.md). */
const needs: Readonly<Partial<Record<TokenScope, readonly TokenScope[]>>> = {
  WRITE_CLIENTS: ['READ_CLIENTS'],
  WRITE_OPERATIONS: ['READ_OPERATIONS', 'READ_CLIENTS'],
  WRITE_RATES: ['READ_RATES'],
};

/** What a token for an audience may open: an analyst's tool never writes. */
export const scopesFor = (audience: TokenAudience): readonly TokenScope[] => allScopes.filter((scope) => audience === 'MACHINE' || scope.startsWith('READ_'));

/** How many days a token for an audience is good at most. */
export const mostDays = (audience: TokenAudience): number => (audience === 'ANALYST' ? 90 : 365);

/** Ticks a scope with what it needs, or takes it away with what needs it. */
export function toggledScope(scopes: readonly TokenScope[], scope: TokenScope): readonly TokenScope[] {
  const chosen = new Set(scopes);
  if (chosen.has(scope)) {
    chosen.delete(scope);
    for (const [writes, reads] of Object.entries(needs)) if (reads.includes(scope)) chosen.delete(writes as TokenScope);
  } else {
    for (const one of [scope, ...(needs[scope] ?? [])]) chosen.add(one);
  }
  return allScopes.filter((one) => chosen.has(one));
}

/** How a token stands: it works, it works until the one that follows it has taken over, or it is over. */
export type TokenStanding = 'live' | 'retiring' | 'revoked' | 'ended';

export function tokenStanding({ live, retiresAt, revokedAt }: Pick<Token, 'live' | 'retiresAt' | 'revokedAt'>): TokenStanding {
  if (revokedAt) return 'revoked';
  if (!live) return 'ended';
  return retiresAt ? 'retiring' : 'live';
}

export const tokenStates: Readonly<Record<TokenStanding, State>> = { live: done, retiring: waiting, revoked: over, ended: over };

/** When a token stops working by itself: at its end, or sooner where another one follows it. */
export const endOf = ({ expiresAt, retiresAt }: Pick<Token, 'expiresAt' | 'retiresAt'>): Token['expiresAt'] =>
  (retiresAt && Date.parse(retiresAt) < Date.parse(expiresAt) ? retiresAt : expiresAt);

const whole = /^\d{1,9}$/;

/** A whole number that was typed; null for what is none. Bounds are the house's to hold. */
export const wholeNumber = (text: string): number | null => (whole.test(text.trim()) ? Number(text.trim()) : null);
