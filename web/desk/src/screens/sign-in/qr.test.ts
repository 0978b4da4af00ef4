import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { qrFigure } from './qr.ts';

const address = 'otpauth://totp/QoriCash:aurora%40demo.pe?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=QoriCash';

/** The modules that a path makes dark. */
function darkOf({ side, path }: ReturnType<typeof qrFigure>): boolean[][] {
  const rows = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  }
  return rows;
}

describe('the figure of a key', () => {
  it('has the modules of the code, each where it belongs', () => {
    expect(darkOf(qrFigure(address))).toEqual(encode(address, { ecc: 'M', border: 4 }).data);
  });

  it('keeps a quiet edge of four modules', () => {
    const rows = darkOf(qrFigure(address));
    const inner = rows.slice(4, -4).map((row) => row.slice(4, -4));
    expect(rows.flat().filter(Boolean)).toHaveLength(inner.flat().filter(Boolean).length);
    expect(inner[0]?.slice(0, 7)).toEqual([true, true, true, true, true, true, true]);
  });

  it('differs for every key', () => {
    expect(qrFigure(address).path).not.toBe(qrFigure(address.replace('JBSWY', 'KBSWY')).path);
  });
});
