import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

/** A value to be carried to the bank's app, with a button that copies it. `bare` is what is copied where it differs from what is read. */
export function Copied({ label, value, bare = value }: { readonly label: string; readonly value: string; readonly bare?: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 3_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => navigator.clipboard.writeText(bare).then(() => setState('copied'), () => setState('refused'));
  return (
    <div className="copied">
      <dt>{label}</dt>
      <dd>
        <span className="figure">{value}</span>
        <button type="button" className="button button-quiet" onClick={() => void copy()} aria-label={`Copiar ${label.toLowerCase()}`}>
          <Icon name={state === 'copied' ? 'tick' : 'copy'} />
          <span aria-live="polite" className="small">{state === 'copied' ? 'Copiado' : state === 'refused' ? 'Mantén presionado para copiar' : ''}</span>
        </button>
      </dd>
    </div>
  );
}
