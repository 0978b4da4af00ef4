import { describe, expect, it } from 'vitest';
import { pathOf, routeOf, type Route } from './route.ts';

describe('the addresses of the telephone', () => {
  const places: readonly (readonly [Route, string])[] = [
    [{ screen: 'quote' }, '/try/'],
    [{ screen: 'sign-in' }, '/try/entrar'],
    [{ screen: 'verify' }, '/try/registro/codigo'],
    [{ screen: 'confirm', id: 'qt_1' }, '/try/confirmar/qt_1'],
    [{ screen: 'operation', id: 'op_1' }, '/try/operaciones/op_1'],
    [{ screen: 'deposit', id: 'op_1' }, '/try/operaciones/op_1/abono'],
    [{ screen: 'account' }, '/try/cuentas/nueva'],
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
