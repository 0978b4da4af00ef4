import { encode } from 'uqr';

/** The figure of a text that telephones read: how many modules its side has, its quiet edge included, and the path of the dark ones. */
export interface QrFigure {
  readonly side: number;
  readonly path: string;
}

/** Draws a text. The edge of four modules is what readers need to find the figure on a dark page. */
export function qrFigure(text: string): QrFigure {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`)).join('');
  return { side: size, path };
}

/** Neighbours in a row are one rectangle. */
function runsOf(row: readonly boolean[]): readonly { readonly x: number; readonly length: number }[] {
  const runs: { x: number; length: number }[] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last.x + last.length === x) last.length += 1;
    else runs.push({ x, length: 1 });
  });
  return runs;
}
