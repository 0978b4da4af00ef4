import { rate } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import { stepsOf } from './chart.ts';

const start = Date.parse('2026-11-29T14:00:00Z');
const minute = (count: number) => new Date(start + count * 60_000).toISOString();
const published = (count: number, buys: string, sells: string) => ({ at: minute(count), houseBuys: rate(buys), houseSells: rate(sells) });

describe('the drawing of rates', () => {
  it('holds a rate until the next one', () => {
    const steps = stepsOf([published(0, '3.7000', '3.7200'), published(50, '3.7100', '3.7200')], start, start + 6_000_000, 100, 20);
    expect(steps?.buys).toBe('M0 20H50V10H100');
    expect(steps?.sells).toBe('M0 0H50V0H100');
  });

  it('begins with the rate that was in force before', () => {
    const steps = stepsOf([published(50, '3.7100', '3.7200'), published(-600, '3.7000', '3.7200')], start, start + 6_000_000, 100, 20);
    expect(steps).toMatchObject({ buys: 'M0 20H50V10H100', lowest: '3.7000', highest: '3.7200' });
  });

  it('is nothing without a publication', () => {
    expect(stepsOf([published(90, '3.7000', '3.7200')], start, start + 60_000, 100, 20)).toBeNull();
  });
});
