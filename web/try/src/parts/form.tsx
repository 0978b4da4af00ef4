import type { HouseError } from '@qoricash/sdk';
import { useId, type ComponentProps, type ReactNode } from 'react';

/** A field with its name, a hint, and why it was refused. */
export function Field({ label, hint, fault, ...input }: { readonly label: string; readonly hint?: ReactNode; readonly fault?: string | null } & ComponentProps<'input'>) {
  const id = useId();
  const told = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} {...(fault ? { 'aria-invalid': true } : {})} {...(told ? { 'aria-describedby': told } : {})} />
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {fault && <p className="fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

/** A choice of a few, with its name and why it was refused. */
export function Choice({ label, fault, children, ...select }: { readonly label: string; readonly fault?: string | null } & ComponentProps<'select'>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} {...select} {...(fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {})}>{children}</select>
      {fault && <p className="fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

/** Yes or no, with a text that says to what. */
export function Check({ label, fault, ...input }: { readonly label: ReactNode; readonly fault?: string | null } & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input type="checkbox" {...input} {...(fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault` } : {})} />
        <span>{label}</span>
      </label>
      {fault && <p className="fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

/** Why something was not done, where no field is the cause. */
export function Faults({ of }: { readonly of: readonly HouseError[] }) {
  if (of.length === 0) return null;
  return (
    <div className="notice notice-bad" role="alert">
      {of.map(({ message, code, requestId, kind }) => (
        <p key={code + message}>
          {message}
          {kind !== 'person' && requestId && <small className="mono"> {requestId}</small>}
        </p>
      ))}
    </div>
  );
}

/** What could not be loaded, with a way on. */
export function Failed({ fault, again }: { readonly fault: HouseError; readonly again: () => void }) {
  return (
    <div className="notice notice-bad" role="alert">
      <p>{fault.message}{fault.requestId && <small className="mono"> {fault.requestId}</small>}</p>
      <button type="button" className="button" onClick={again}>Reintentar</button>
    </div>
  );
}

/** The one button that a form is for. It keeps its place while it works. */
export function Submit({ isBusy, busy, children, ...button }: { readonly isBusy: boolean; readonly busy: string } & ComponentProps<'button'>) {
  return (
    <button type="submit" className="button button-primary" aria-disabled={isBusy} {...button}>{isBusy ? busy : children}</button>
  );
}
