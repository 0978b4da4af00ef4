/**
 * An amount or a rate that is written already: figures stand under each other, a minus is a real one and coloured.
 * Nothing is `—`, which is another thing than `0.00`.
 */
export function Figure({ text, unit, strong, size }: {
  readonly text: string | null | undefined;
  /** `US$` or `S/`, where no head of a column says it. */
  readonly unit?: string | undefined;
  readonly strong?: boolean;
  readonly size?: 'figure' | 'number';
}) {
  const classes = ['figure', strong && 'figure-strong', size && `figure-${size}`];
  if (text == null || text === '') return <span className={names(classes)}>—</span>;
  const negative = text.startsWith('-') || text.startsWith('−');
  const digits = negative ? text.slice(1) : text;
  return (
    <span className={names([...classes, negative && 'figure-negative'])}>
      {negative && '−'}
      {unit && <span className="figure-unit">{unit} </span>}
      {digits}
    </span>
  );
}

const names = (classes: readonly (string | false | undefined)[]): string => classes.filter(Boolean).join(' ');
