import { expect, it } from 'vitest';
import { agoText, kindLabel, moneyText, timeText } from './format';

it.each([
  ['0.05', 'S/ 0.05'],
  ['999.99', 'S/ 999.99'],
  ['1730.00', 'S/ 1,730.00'],
  ['9999999999999.99', 'S/ 9,999,999,999,999.99'],
  ['-1234.50', 'S/ -1,234.50'],
])('writes the exact amount %s as %s', (amount, text) => {
  expect(moneyText({ amount, currency: 'PEN' })).toBe(text);
});

it('writes dollars with their symbol', () => {
  expect(moneyText({ amount: '500.00', currency: 'USD' })).toBe('US$ 500.00');
});

it('tells the time of Lima wherever the browser is', () => {
  expect(timeText('2026-05-04T03:04:05Z')).toBe('22:04:05');
});

it('shows an event that it does not know as it came', () => {
  expect(kindLabel('CREATED')).toBe('Creada');
  expect(kindLabel('SOMETHING_NEW')).toBe('SOMETHING_NEW');
});

it('never tells a negative age', () => {
  expect(agoText(-300)).toBe('hace 0 s');
  expect(agoText(200_000)).toBe('hace 3 min');
});
