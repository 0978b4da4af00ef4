import { useSignal } from '@qoricash/sdk/react';
import { formatMoney, formatRate, format } from '@qoricash/sdk/money';
import { signal } from '@qoricash/sdk';
import { useEffect, useState } from 'react';
import { LockQuoteDocument, PreviewDocument, type PreviewQuery } from '../gql/graphql.ts';
import { house } from '../house.ts';
import { Faults, Field } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import { go } from '../navigation.ts';
import { amountOf, currencies, firstAmount, type Direction, type Typed } from '../text/amount.ts';
import { spoken } from '../text/time.ts';

type Preview = PreviewQuery['pricePreview'];

/** What is typed outlives the screen: whoever signs in on the way finds it again. */
const typed = signal<Typed>(firstAmount);

/** Begins the calculator with what an operation exchanged. */
export const repeat = (again: Typed): void => typed.set(again);

/** The calculator: for everybody; a price is fixed by who is signed in. */
export function QuoteScreen() {
  const session = useSignal(house.sessions.state);
  const shown = useSignal(typed);
  const { preview, fault } = usePreview(shown);
  const act = useAct();
  const isIn = session.status === 'signed-in';

  const lock = async () => {
    if (!isIn) return go({ screen: 'sign-in' });
    const amount = amountOf(shown);
    if (!amount) return;
    const answer = await act.run((key) => house.act(LockQuoteDocument, { input: { idempotencyKey: key({ amount }), amount } }));
    if (answer?.ok && answer.data.quote) go({ screen: 'confirm', id: answer.data.quote.id });
  };
  const turn = (direction: Direction) => {
    act.clear();
    typed.set({ ...shown, direction });
  };
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void lock(); }}>
      <h1>Cambia dólares y soles</h1>
      <div className="switch" role="group" aria-label="Qué quieres hacer">
        <button type="button" aria-pressed={shown.direction === 'sell'} onClick={() => turn('sell')}>Vendo dólares</button>
        <button type="button" aria-pressed={shown.direction === 'buy'} onClick={() => turn('buy')}>Compro dólares</button>
      </div>
      <div className="card stack">
        <Sum which="pay" label="Entregas" shown={shown} preview={preview} />
        <p className="rate" aria-live="polite">T.C. <span className="figure">{formatRate(preview?.rate)}</span></p>
        <Sum which="receive" label="Recibes" shown={shown} preview={preview} />
      </div>
      {preview && <Bounds preview={preview} fixed={shown.fixed} />}
      {fault && <p className="fault" role="alert">{fault}</p>}
      <Faults of={act.faults} />
      <button type="submit" className="button button-primary" aria-disabled={act.isBusy || amountOf(shown) === null}>
        {isIn ? act.isBusy ? 'Fijando…' : 'Fijar este precio' : 'Entrar y fijar este precio'}
      </button>
      <p className="hint">El precio queda fijo 15 minutos desde que lo fijas. Hasta entonces no te compromete a nada.</p>
    </form>
  );
}

/** One of the two amounts. The one that was typed stays as it was typed; the other is the house's. */
function Sum({ which, label, shown, preview }: { readonly which: 'pay' | 'receive'; readonly label: string; readonly shown: Typed; readonly preview: Preview | null }) {
  const currency = currencies(shown.direction)[which];
  const computed = preview?.[which];
  const isTyped = shown.fixed === which;
  const isRead = shown.text.trim() === '' || amountOf(shown) !== null;
  return (
    <div className="sum">
      <span className="sign" aria-hidden="true">{currency === 'USD' ? 'US$' : 'S/'}</span>
      <Field
        label={`${label} ${currency === 'USD' ? 'dólares' : 'soles'}`}
        inputMode="decimal"
        autoComplete="off"
        className="amount"
        value={isTyped ? shown.text : computed && computed.currency === currency ? format(computed.amount) : ''}
        onChange={({ target }) => typed.set({ direction: shown.direction, fixed: which, text: target.value })}
        fault={isTyped && !isRead ? 'Escribe el monto con números, por ejemplo 1,250.50.' : null}
      />
    </div>
  );
}

/** What limits a price: amounts, hours, and what would stand in the way. */
function Bounds({ preview, fixed }: { readonly preview: Preview; readonly fixed: 'pay' | 'receive' }) {
  const obstacles = preview.blockers.filter(({ code }) => code !== 'OUTSIDE_HOURS');
  return (
    <>
      {obstacles.map(({ code, message }) => <p className="notice notice-warn" key={code}>{message}</p>)}
      <dl className="facts small">
        <div><dt>{fixed === 'pay' ? 'Entrega mínima y máxima' : 'Mínimo y máximo por recibir'}</dt><dd className="figure">{formatMoney(preview.minimum)} a {formatMoney(preview.maximum)}</dd></div>
        <div><dt>Horario</dt><dd>{hours(preview)}</dd></div>
      </dl>
    </>
  );
}

function hours({ open, opensAt, closesAt }: Preview): string {
  const now = house.clock.now();
  if (open) return closesAt ? `Abierto hasta las ${spoken(closesAt, now)}` : 'Abierto a toda hora';
  return opensAt ? `Cerrado. Abre ${spoken(opensAt, now)}` : 'Cerrado';
}

const pause = 300;
const refresh = 5_000;

/** The price of what is typed: soon after the last key, and anew while the page is looked at. */
function usePreview(shown: Typed): { readonly preview: Preview | null; readonly fault: string | null } {
  const [found, setFound] = useState<{ readonly preview: Preview | null; readonly fault: string | null }>({ preview: null, fault: null });
  useEffect(() => {
    const amount = amountOf(shown);
    if (!amount) return;
    let isOver = false;
    const ask = async () => {
      if (document.hidden) return;
      const answer = await house.request(PreviewDocument, { amount });
      if (isOver) return;
      if (answer.ok) setFound({ preview: answer.data.pricePreview, fault: null });
      else setFound((before) => ({ ...before, fault: answer.error.message }));
    };
    const first = setTimeout(() => void ask(), pause);
    const again = setInterval(() => void ask(), refresh);
    return () => {
      isOver = true;
      clearTimeout(first);
      clearInterval(again);
    };
  }, [shown]);
  return found;
}
