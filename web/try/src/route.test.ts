import { describe, expect, it } from 'vitest';
import { pathOf, placeOf, routeOf, type Route } from './route.ts';

describe('the addresses of the telephone', () => {
  const places: readonly (readonly [Route, string])[] = [
    [{ screen: 'quote' }, '/try/'],
    [{ screen: 'sign-in' }, '/try/entrar'],
    [{ screen: 'verify' }, '/try/registro/codigo'],
    [{ screen: 'confirm', id: 'qt_1' }, '/try/confirmar/qt_1'],
    [{ screen: 'operation', id: 'op_1' }, '/try/operaciones/op_1'],
    [{ screen: 'deposit', id: 'op_1' }, '/try/operaciones/op_1/abono'],
    [{ screen: 'account' }, '/try/cuentas/nueva'],
    [{ screen: 'promotions' }, '/try/promociones'],
    [{ screen: 'shared', id: 'ABC234' }, '/try/r/ABC234'],
  ];
  it.each(places)('%o is at %s, and is found there', (route, path) => {
    expect(pathOf(route)).toBe(path);
    expect(routeOf(path)).toEqual(route);
  });

  it.each(['/try/otra', '/desk/', '/try/operaciones/op_1/abono/mas', '/try/confirmar/', '/try/operaciones/%E0%A4%A'])('%s is nowhere', (path) => {
    expect(routeOf(path)).toEqual({ screen: 'unknown' });
  });

  it.each(['/try', '/try/operaciones/'])('%s is found without minding the slash', (path) => {
    expect(routeOf(path).screen).not.toBe('unknown');
  });
});

describe('a message', () => {
  const link = (target: string, id: string | null = null) => ({ link: { target, id } }) as Parameters<typeof placeOf>[0];
  it.each([
    [link('OPERATION', 'op_1'), { screen: 'operation', id: 'op_1' }],
    [link('REWARDS'), { screen: 'promotions' }],
    [link('IDENTIFICATION'), { screen: 'profile' }],
    // A page that a newer house leads to.
    [link('SOMETHING_NEW'), { screen: 'notices' }],
    [{ link: null }, { screen: 'notices' }],
  ] as const)('%o leads to %o', (notice, place) => {
    expect(placeOf(notice)).toEqual(place);
  });
});
