import { useSignal } from '@qoricash/sdk/react';
import { formatMoney, formatRate, format } from '@qoricash/sdk/money';
import { useEffect, useId, useRef, useState } from 'react';
import { LockQuoteDocument, PreviewDocument } from '../gql/graphql.ts';
import { house } from '../house.ts';
import { Discounts } from '../parts/discounts.tsx';
import { Faults, Field } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import { go } from '../navigation.ts';
import { code, refuseCode, typed } from '../state/calculator.ts';
import { codeFault, isOfCode, priced, type Preview, type Priced } from '../state/price.ts';
import { amountOf, currencies, type Direction, type Typed } from '../text/amount.ts';
import { spoken } from '../text/time.ts';
import { Coupon } from './coupon.tsx';

/** The calculator: for everybody; a price is fixed by who is signed in. */
export function QuoteScreen() {
  const session = useSignal(house.sessions.state);
  const shown = useSignal(typed);
  const given = useSignal(code);
  const found = usePrice(shown, given.isUsed ? given.text : null);
  const act = useAct();
  const form = useId();
  const isIn = session.status === 'signed-in';
  const { preview } = found;

  const lock = async () => {
    if (!isIn) return go({ screen: 'sign-in' });
    const amount = amountOf(shown);
    if (!amount) return;
    const couponCode = codeToLock(found);
    const answer = await act.run((key) => house.act(LockQuoteDocument, { input: { idempotencyKey: key({ amount, couponCode }), amount, couponCode } }));
    if (answer?.ok && answer.data.quote) return go({ screen: 'confirm', id: answer.data.quote.id });
    const refused = couponCode === null ? null : codeFault(answer?.errors ?? []);
    if (couponCode !== null && refused) refuseCode(couponCode, refused.message);
  };
  const turn = (direction: Direction) => {
    act.clear();
    typed.set({ ...shown, direction });
  };
  return (
    <div className="stack">
      <form className="stack" id={form} onSubmit={(event) => { event.preventDefault(); void lock(); }}>
        <h1>Cambia dólares y soles</h1>
        <div className="switch" role="group" aria-label="Qué quieres hacer">
          <button type="button" aria-pressed={shown.direction === 'sell'} onClick={() => turn('sell')}>Vendo dólares</button>
          <button type="button" aria-pressed={shown.direction === 'buy'} onClick={() => turn('buy')}>Compro dólares</button>
        </div>
        <div className="card stack">
          <Sum which="pay" label="Entregas" shown={shown} preview={preview} />
          <p className="rate" aria-live="polite">T.C. <span className="figure">{formatRate(preview?.rate)}</span></p>
          <Sum which="receive" label="Recibes" shown={shown} preview={preview} />
          {preview && <Discounts of={preview.discounts} />}
        </div>
      </form>
      <Coupon found={found} />
      {preview && <Bounds preview={preview} fixed={shown.fixed} />}
      {found.fault && <p className="fault" role="alert">{found.fault}</p>}
      <Faults of={act.faults.filter((each) => !isOfCode(each))} />
      <button type="submit" form={form} className="button button-primary" aria-disabled={act.isBusy || amountOf(shown) === null}>
        {isIn ? act.isBusy ? 'Fijando…' : 'Fijar este precio' : 'Entrar y fijar este precio'}
      </button>
      <p className="hint">El precio queda fijo 15 minutos desde que lo fijas. Hasta entonces no te compromete a nada.</p>
    </div>
  );
}

/** The code to promise a price with: also one that was typed and not tried yet, and none that the price shown does without. */
function codeToLock({ code: asked, refusal }: Priced): string | null {
  const { text, refusal: refused } = code.get();
  const isWithout = asked === text && refusal !== null && refusal.kind !== 'too-often';
  return text.trim() === '' || refused !== null || isWithout ? null : text.trim();
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
  const obstacles = preview.blockers.filter((each) => each.code !== 'OUTSIDE_HOURS' && !isOfCode(each));
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
// Ten codes a minute are tried by one person, and the price that is fixed is one of them.
const pauseWithCode = 1_000;
const refreshWithCode = 30_000;

const nothing: Priced = { preview: null, code: null, refusal: null, fault: null };

/** The price of what is typed: soon after the last key, and anew while the page is looked at. */
function usePrice(shown: Typed, couponCode: string | null): Priced {
  const [found, setFound] = useState(nothing);
  const tried = useRef<string | null>(null);
  useEffect(() => {
    const amount = amountOf(shown);
    if (!amount) return;
    let isOver = false;
    const isTriedAgain = couponCode !== null && couponCode === tried.current;
    const look = async () => {
      if (document.hidden) return;
      tried.current = couponCode;
      const answer = await priced((by) => house.request(PreviewDocument, { amount, couponCode: by }, by === null ? {} : { retries: 0 }), couponCode);
      if (isOver) return;
      setFound((before) => ({ ...answer, preview: answer.preview ?? before.preview }));
      if (couponCode !== null && answer.refusal?.kind === 'never') refuseCode(couponCode, answer.refusal.message);
    };
    const first = setTimeout(() => void look(), isTriedAgain ? pauseWithCode : pause);
    const again = setInterval(() => void look(), couponCode === null ? refresh : refreshWithCode);
    return () => {
      isOver = true;
      clearTimeout(first);
      clearInterval(again);
    };
  }, [shown, couponCode]);
  return found;
}
