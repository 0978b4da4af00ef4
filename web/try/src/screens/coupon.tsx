import { useSignal } from '@qoricash/sdk/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Field } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { code, forgetCode, takeCode, writeCode } from '../state/calculator.ts';
import type { Priced } from '../state/price.ts';

/** The code of a price: typed and tried, or taken, with what the house says of it. */
export function Coupon({ found }: { readonly found: Priced }) {
  const shown = useSignal(code);
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="coupon" aria-label="Código de descuento" aria-live="polite">
      {shown.isUsed ? <Taken text={shown.text} found={found} />
        : isOpen || shown.text !== '' ? <Typed text={shown.text} refusal={shown.refusal} />
        : <button type="button" className="link" aria-expanded="false" onClick={() => setOpen(true)}>¿Tienes un código?</button>}
    </section>
  );
}

function Typed({ text, refusal }: { readonly text: string; readonly refusal: string | null }) {
  const field = useRef<HTMLDivElement>(null);
  // Whoever opened it, or took a code off, goes on typing.
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.querySelector('input')?.focus();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    takeCode(text);
  };
  return (
    <form className="with-button" onSubmit={submit} ref={(form) => { field.current = form?.querySelector('div') ?? null; }}>
      <Field label="Código" autoComplete="off" autoCapitalize="characters" spellCheck={false} className="coupon-text" value={text} onChange={({ target }) => writeCode(target.value)}
        fault={refusal} />
      <button type="submit" className="button">Aplicar</button>
    </form>
  );
}

/** A code that prices are asked with. It stays while only this price has no use for it. */
function Taken({ text, found }: { readonly text: string; readonly found: Priced }) {
  const part = found.code === text ? found.preview?.discounts.find((each) => each.code !== null) : undefined;
  const refusal = found.code === text ? found.refusal : null;
  const name = part?.code ?? text.toUpperCase();
  const remove = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) remove.current?.focus();
  }, []);
  return (
    <div className="stack tight">
      <span className={part ? 'chip chip-good' : 'chip'}>
        {part && <Icon name="tick" size={16} />}
        <span>Código <span className="mono">{name}</span></span>
        <button type="button" ref={remove} onClick={forgetCode} aria-label={`Quitar el código ${name}`}><Icon name="cross" size={16} /></button>
      </span>
      {refusal ? <p className="notice notice-warn">{refusal.message}</p> : part ? null : <p className="hint">Se aplica al precio de tu monto.</p>}
    </div>
  );
}
