import type { Answer } from '@qoricash/sdk';
import { HouseError } from '@qoricash/sdk';
import { describe, expect, it } from 'vitest';
import type { PreviewQuery } from '../gql/graphql.ts';
import { codeFault, priced } from './price.ts';

const extensions = {} as Answer<PreviewQuery>['extensions'];
const blocker = (reason: string | null, field: string[] | null = ['couponCode']) =>
  ({ code: 'COUPON_NOT_USABLE', message: `no: ${reason}`, field, params: reason ? [{ name: 'reason', value: reason }] : [] });

const price = (rate: string, ...blockers: object[]): Answer<PreviewQuery> =>
  ({ ok: true, data: { pricePreview: { rate, discounts: [], blockers } } as unknown as PreviewQuery, errors: [], extensions });

const failure = (code: string): Answer<PreviewQuery> => {
  const error = new HouseError({ kind: 'program', code, message: `${code}!` });
  return { ok: false, data: null, error, errors: [error], extensions };
};

/** A house that answers what each code gets, and writes down what it was asked for. */
function house(answers: Readonly<Record<string, Answer<PreviewQuery>>>) {
  const asked: (string | null)[] = [];
  return {
    asked,
    ask: async (code: string | null) => {
      asked.push(code);
      return answers[code ?? 'none'] ?? failure('NOT_ASKED');
    },
  };
}

describe('the price of an amount', () => {
  it('without a code is asked for once', async () => {
    const { ask, asked } = house({ none: price('3.7110') });
    expect(await priced(ask, null)).toMatchObject({ preview: { rate: '3.7110' }, code: null, refusal: null, fault: null });
    expect(asked).toEqual([null]);
  });

  it('with a code that serves is that of the code', async () => {
    const { ask, asked } = house({ ABC234: price('3.7140'), none: price('3.7110') });
    expect(await priced(ask, 'ABC234')).toMatchObject({ preview: { rate: '3.7140' }, code: 'ABC234', refusal: null });
    expect(asked).toEqual(['ABC234']);
  });

  it.each([
    // What a stranger hears, and what only its maker or its quoter does: it will not serve.
    [null, 'never'], ['SELF', 'never'], ['CONSUMED', 'never'], ['EXPIRED', 'never'], ['WITHDRAWN', 'never'], ['NOT_FIRST_OPERATION', 'never'],
    // What passes: another amount, another price, an operation that ends.
    ['AMOUNT', 'not-now'], ['NO_ROOM', 'not-now'], ['ANOTHER_RESERVED', 'not-now'], ['RESERVED', 'not-now'],
  ] as const)('with a code that is refused for %s is the one without it, and the code is refused %s', async (reason, kind) => {
    const { ask } = house({ ABC234: price('0', blocker(reason)), none: price('3.7110') });
    expect(await priced(ask, 'ABC234')).toEqual({
      preview: { rate: '3.7110', discounts: [], blockers: [] }, code: 'ABC234', refusal: { message: `no: ${reason}`, kind }, fault: null,
    });
  });

  it('with a code, when too many were tried, is the one without it', async () => {
    const { ask } = house({ ABC234: failure('RATE_LIMITED'), none: price('3.7110') });
    expect(await priced(ask, 'ABC234')).toMatchObject({ preview: { rate: '3.7110' }, refusal: { message: 'RATE_LIMITED!', kind: 'too-often' } });
  });

  it('says why it is not there, and blames no code for another obstacle', async () => {
    const { ask, asked } = house({ ABC234: price('3.7140', { ...blocker(null), field: ['amount', 'pay'], code: 'MINIMUM' }) });
    expect((await priced(ask, 'ABC234')).refusal).toBeNull();
    expect(asked).toEqual(['ABC234']);
    expect(await priced(house({ none: failure('UNAVAILABLE') }).ask, null)).toMatchObject({ preview: null, fault: 'UNAVAILABLE!' });
  });
});

describe('an act that is refused', () => {
  const refusal = (code: string, field: string[] | null) => new HouseError({ kind: 'person', code, message: code, field });
  it.each([
    ['by the code of its price', refusal('COUPON_NOT_USABLE', ['quoteId']), true],
    ['by a text that is no code', refusal('INVALID', ['couponCode']), true],
    ['by its amount', refusal('INVALID', ['amount', 'pay']), false],
    ['as a whole', refusal('RATE_LIMITED', null), false],
  ])('%s', (_, fault, isOfCode) => {
    expect(codeFault([refusal('LIMIT_EXCEEDED', null), fault])).toBe(isOfCode ? fault : null);
  });
});
