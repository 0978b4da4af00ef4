import type { Day, Instant } from '@qoricash/sdk';
import { decimal } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import { grouped, limaInstant, type Parameter, splitTime, standingOf, typedOf, type TypedValue, type Value, valueInput } from './parameter.ts';

const value = (part: Partial<Value>): Value => ({ __typename: 'ParameterValue', integer: null, amount: null, seconds: null, flag: null, week: null, date: null, text: '', ...part });
const typed = (part: Partial<TypedValue>): TypedValue => ({ text: '', unit: 'minutes', flag: null, week: {}, ...part });

describe('what was typed', () => {
  it.each([
    ['INTEGER', { text: ' 25 ' }, { integer: 25 }],
    ['INTEGER', { text: '2.5' }, null],
    ['INTEGER', { text: '-1' }, null],
    ['INTEGER', { text: '' }, null],
    ['DURATION', { text: '15', unit: 'minutes' }, { seconds: 900 }],
    ['DURATION', { text: '2', unit: 'days' }, { seconds: 172_800 }],
    ['DURATION', { text: 'quince' }, null],
    ['AMOUNT', { text: '1,500.50' }, { amount: '1500.50' }],
    ['AMOUNT', { text: 'mil' }, null],
    ['FLAG', { flag: false }, { flag: false }],
    ['FLAG', {}, null],
    ['WEEK', { week: { SATURDAY: { opensAt: '09:00', closesAt: '13:00' }, MONDAY: { opensAt: ' 09:00', closesAt: '18:00' } } }, {
      week: [{ weekday: 'MONDAY', opensAt: '09:00', closesAt: '18:00' }, { weekday: 'SATURDAY', opensAt: '09:00', closesAt: '13:00' }],
    }],
    ['WEEK', { week: {} }, { week: [] }],
    ['DATE', { text: ' 2026-12-01' }, { date: '2026-12-01' }],
    ['DATE', { text: '2026-02-30' }, null],
    ['DATE', { text: 'mañana' }, null],
    ['DATE', { text: '' }, null],
  ] as const)('for a %s as %j goes to the house as %j', (kind, part, input) => {
    expect(valueInput(kind, typed(part))).toEqual(input);
  });

  it.each([
    ['INTEGER', value({ integer: 0 })],
    ['DURATION', value({ seconds: 900 })],
    ['DURATION', value({ seconds: 0 })],
    ['AMOUNT', value({ amount: decimal('500.00') })],
    ['FLAG', value({ flag: true })],
    ['DATE', value({ date: '2026-12-01' as Day })],
    ['WEEK', value({ week: [{ __typename: 'BusinessDay', weekday: 'MONDAY', opensAt: '09:00', closesAt: '18:00' }] })],
  ] as const)('begins with what holds: a %s comes back as it was', (kind, held) => {
    const { integer, amount, seconds, flag, week, date } = held;
    const input = valueInput(kind, typedOf(held));
    const days = week?.map(({ weekday, opensAt, closesAt }) => ({ weekday, opensAt, closesAt }));
    expect(input).toEqual({ INTEGER: { integer }, AMOUNT: { amount }, DURATION: { seconds }, FLAG: { flag }, DATE: { date }, WEEK: { week: days } }[kind]);
  });
});

it.each([[900, '15', 'minutes'], [3_600, '1', 'hours'], [90, '90', 'seconds'], [172_800, '2', 'days'], [0, '0', 'minutes']])(
  '%d seconds are %s %s',
  (seconds, text, unit) => {
    expect(splitTime(seconds)).toEqual({ text, unit });
  },
);

describe('an instant of Lima', () => {
  it.each([
    ['2026-12-01 09:00', '2026-12-01T14:00:00.000Z'],
    ['2026-12-31T23:30', '2027-01-01T04:30:00.000Z'],
    ['2026-02-30 09:00', null],
    ['2026-12-01 25:00', null],
    ['mañana', null],
    ['', null],
  ])('typed as %s is %s', (text, iso) => {
    expect(limaInstant(text)).toBe(iso);
  });
});

describe('a parameter', () => {
  const setting = (source: string | null): NonNullable<Parameter['setting']> => ({
    __typename: 'ParameterSetting', id: 'pst_1', value: value({}), validFrom: '2026-11-30T00:00:00Z' as Instant, createdAt: '2026-11-30T00:00:00Z' as Instant,
    setBy: { __typename: 'StaffMember', id: 'usr_1', name: 'Ana' }, confirmedBy: null, reason: 'Ajuste', source,
  });
  const proposal = (decision: 'CONFIRMED' | null) => ({ decision }) as NonNullable<Parameter['proposal']>;

  it.each([
    ['the first value where nobody set one', { setting: null, proposal: null }, 'first'],
    ['a set value with its source', { setting: setting('Acta 12'), proposal: null }, 'set'],
    ['a set value that nothing confirms', { setting: setting(null), proposal: null }, 'unsourced'],
    ['a change that waits', { setting: setting(null), proposal: proposal(null) }, 'proposed'],
    ['no change that waits once it was decided', { setting: setting('Acta 12'), proposal: proposal('CONFIRMED') }, 'set'],
  ])('stands as %s', (_, parameter, standing) => {
    expect(standingOf(parameter)).toBe(standing);
  });

  it('stands in its part, and one that this desk does not know in the last', () => {
    const parameters = ['KYC_STRICT', 'QUOTE_TTL', 'SPREAD_PIPS', 'OF_A_NEWER_HOUSE'].map((key) => ({ key }) as Parameter);
    expect(grouped(parameters).map(([group, own]) => [group, own.map(({ key }) => key)])).toEqual([
      ['rates', ['SPREAD_PIPS']], ['times', ['QUOTE_TTL']], ['identity', ['KYC_STRICT', 'OF_A_NEWER_HOUSE']],
    ]);
  });
});
