import { describe, expect, it } from 'vitest';
import { isRead, parseTrailSearch, placeOf, trailFilter } from './trail.ts';

describe('the filter of the trail', () => {
  it.each([
    ['nothing', {}, {}],
    ['a person', { actor: 'usr_1' }, { actorId: 'usr_1' }],
    ['an object', { object: ' op_1 ' }, { objectId: 'op_1' }],
    ['the beginning of an action', { action: 'operation.' }, { action: 'operation.' }],
    ['where from and in which request', { address: '10.0.0.1', request: 'r1' }, { address: '10.0.0.1', requestId: 'r1' }],
    ['one day, which is Lima\'s', { from: '2026-11-30', until: '2026-11-30' }, { at: { from: '2026-11-30T05:00:00.000Z', until: '2026-12-01T05:00:00.000Z' } }],
    ['a day that begins it', { from: '2026-11-29' }, { at: { from: '2026-11-29T05:00:00.000Z' } }],
    ['the last day of a year', { until: '2026-12-31' }, { at: { until: '2027-01-01T05:00:00.000Z' } }],
    ['days that the calendar does not have', { from: '2026-02-30', until: 'ayer' }, {}],
    ['what no calendar could have', { from: '2026-13-45' }, {}],
    ['what no trail knows', { color: 'rojo', actor: ['usr_1'] }, {}],
  ])('of an address with %s', (_, address, filter) => {
    expect(trailFilter(parseTrailSearch(address))).toEqual(filter);
  });
});

describe('the place of an object', () => {
  it.each([
    ['op_1', '/operations/op_1'], ['cli_1', '/clients/cli_1'], ['usr_1', '/users/usr_1'], ['prm_1', '/settings'], ['inv_1', '/invoices/inv_1'], ['rfr_1', '/rewards'],
    ['qte_1', null], ['', null], [null, null], ['sin-prefijo', null],
  ])('%s is %s', (id, place) => {
    expect(placeOf(id)).toBe(place);
  });
});

it('tells a look at personal data from an act', () => {
  expect(['read.client', 'client.read', 'operation.create'].map((action) => isRead({ action }))).toEqual([true, false, false]);
});
