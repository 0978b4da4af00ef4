/** Keys as they are printed on a keyboard: `Shift+C`, `g o`. They are read as a hint, never as part of a name. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className="keys" aria-hidden="true">
      {keys.split(' ').map((key, place) => <kbd key={place}>{key}</kbd>)}
    </span>
  );
}
