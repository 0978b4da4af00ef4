const shapes = {
  back: 'm15 5-7 7 7 7',
  bell: 'M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7m4 10a2 2 0 0 0 4 0',
  bank: 'M4 9l8-5 8 5M5 9v9m5-9v9m4-9v9m5-9v9M3 20h18',
  swap: 'M7 4 3 8l4 4M3 8h14m0 4 4 4-4 4m4-4H7',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8m-8 9a8 8 0 0 1 16 0',
  gift: 'M4 11h16v10H4zM3 7h18v4H3zm9 0v14M12 7S9 2 7 4s5 3 5 3 3-5 5-3-5 3-5 3',
  tick: 'm5 13 4 4L19 7',
  cross: 'M6 6l12 12M18 6 6 18',
  clock: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  half: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18m0 0v18',
  dash: 'M8 12h8m5 0a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  warn: 'M12 4 2.5 20h19L12 4m0 6v4m0 3h.01',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zm8 8a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7',
} as const;

/** Names of the drawings. */
export type IconName = keyof typeof shapes;

/** A drawing in the colour of the text beside it; it says nothing that the text does not. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
