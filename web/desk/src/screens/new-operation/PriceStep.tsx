import { Badge, Button, Card, Countdown, done, Facts, FormBox, Notice, RadioField, TextField, useNow } from '@qoricash/kit';
import { currencySign, type Currency, parse, parseRate, type Rate, subtract, type Decimal } from '@qoricash/sdk/money';
import { useEffect, useState } from 'react';
import { HomeRateDocument, type LockedQuoteFragment, PriceNowDocument, type QuoteAmount, QuoteLockDocument, RateTicksDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk, useValue } from '../../house/ask.ts';
import { Amount, plainMoney, RateFigure } from '../../house/money.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { AskedRate, AskForRate } from './AskForRate.tsx';
import { pipsBetween } from './pips.ts';

type Fixed = 'pay' | 'receive';

interface Typed {
  readonly fixed: Fixed;
  readonly currency: Currency;
  readonly amount: string;
}

/** What the client fixes, as the house reads it. */
function amountOf({ fixed, currency, amount }: Typed): QuoteAmount {
  const money = { amount: parse(amount) ?? amount.trim(), currency };
  return fixed === 'pay' ? { pay: money } : { receive: money };
}

/** The price: shown while one types, promised when it is locked. */
export function PriceStep({ clientId, quote, onQuote }: {
  readonly clientId: string;
  readonly quote: LockedQuoteFragment | null;
  readonly onQuote: (quote: LockedQuoteFragment | null) => void;
}) {
  const texts = useTexts();
  const [typed, setTyped] = useState<Typed>({ fixed: 'pay', currency: 'USD', amount: '' });
  const [rate, setRate] = useState('');
  const [code, setCode] = useState('');
  const lock = useAct(QuoteLockDocument, ['amount', 'negotiatedRate', 'couponCode']);
  const change = (part: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...part }));
    onQuote(null);
  };
  const send = async () => {
    const payload = await lock.send({
      clientId, amount: amountOf(typed), negotiatedRate: rate.trim() === '' ? null : (parseRate(rate) ?? rate.trim()), ...(code.trim() && { couponCode: code.trim() }),
    });
    if (payload?.quote) onQuote(payload.quote);
  };
  const [asked, setAsked] = useState<string | null>(null);
  const isBeyond = lock.refusals.codes.has('OUTSIDE_BAND');
  if (quote) return <Locked quote={quote} onChange={() => { setAsked(null); onQuote(null); }} />;
  if (asked) return <AskedRate id={asked} onQuote={onQuote} onOver={() => setAsked(null)} />;
  return (
    <Card title={`2. ${texts.newOperation.price}`}>
      <FormBox onSubmit={() => void send()} problem={lock.refusals.whole}>
        <div className="form-columns">
          <RadioField
            label={texts.newOperation.fixes}
            inline
            value={typed.fixed}
            onChange={(id) => change({ fixed: id as Fixed })}
            options={[{ id: 'pay', label: texts.newOperation.pays }, { id: 'receive', label: texts.newOperation.gets }]}
          />
          <RadioField
            label={texts.newOperation.currency}
            inline
            value={typed.currency}
            onChange={(id) => change({ currency: id as Currency })}
            options={[{ id: 'USD', label: 'US$' }, { id: 'PEN', label: 'S/' }]}
          />
          <TextField
            label={texts.newOperation.amount}
            mode="decimal"
            prefix={currencySign[typed.currency]}
            value={typed.amount}
            onChange={(amount) => change({ amount })}
            error={lock.refusals.fields['amount']}
            autoFocus
          />
          <Negotiated typed={typed} rate={rate} onRate={setRate} error={lock.refusals.fields['negotiatedRate']} />
          <TextField
            label={texts.newOperation.coupon}
            value={code}
            onChange={setCode}
            hint={texts.newOperation.couponHint}
            error={lock.refusals.fields['couponCode']}
            maxLength={12}
          />
        </div>
        <PriceNow typed={typed} />
        <div className="button-row">
          <Button type="submit" tone="primary" shortcut="Ctrl+Enter" busy={lock.isBusy && texts.newOperation.locking}>{texts.newOperation.lock}</Button>
        </div>
      </FormBox>
      {isBeyond && <AskForRate clientId={clientId} amount={amountOf(typed)} rate={parseRate(rate) ?? rate.trim()} onAsked={setAsked} />}
    </Card>
  );
}

/** A rate agreed with the client, and how far it is from the public one. */
function Negotiated({ typed, rate, onRate, error }: { readonly typed: Typed; readonly rate: string; readonly onRate: (rate: string) => void; readonly error: string | undefined }) {
  const texts = useTexts();
  const { data } = useAsk(HomeRateDocument, {});
  useValue(RateTicksDocument, {});
  const isBuying = (typed.fixed === 'pay') === (typed.currency === 'USD');
  const open = data?.publicRate ? (isBuying ? data.publicRate.houseBuys : data.publicRate.houseSells) : null;
  const agreed = parseRate(rate);
  const hint = open === null ? null : agreed ? texts.newOperation.pips(pipsBetween(open, agreed)) : texts.newOperation.rateHint(open);
  return <TextField label={texts.newOperation.rate} mode="decimal" value={rate} onChange={onRate} hint={hint} error={error} />;
}

function PriceNow({ typed }: { readonly typed: Typed }) {
  const texts = useTexts();
  const amount = parse(typed.amount);
  const [asked, setAsked] = useState<{ readonly amount: Decimal; readonly fixed: Fixed; readonly currency: Currency } | null>(null);
  useEffect(() => {
    const later = setTimeout(() => setAsked(amount === null ? null : { amount, fixed: typed.fixed, currency: typed.currency }), 300);
    return () => clearTimeout(later);
  }, [amount, typed.fixed, typed.currency]);
  const money = { amount: asked?.amount ?? '0.00', currency: asked?.currency ?? 'USD' };
  const { data } = useAsk(PriceNowDocument, { amount: asked?.fixed === 'receive' ? { receive: money } : { pay: money } }, { pause: asked === null });
  if (!asked || !data) return null;
  const { pay, receive, rate, minimum, maximum, blockers } = data.pricePreview;
  return (
    <div aria-live="polite" className="price-now">
      <Facts
        facts={[
          { name: texts.newOperation.pays, value: <Amount money={pay} size="figure" /> },
          { name: texts.operation.rate, value: <RateFigure rate={rate} size="figure" /> },
          { name: texts.newOperation.gets, value: <Amount money={receive} size="figure" /> },
          { name: texts.newOperation.minimum, value: <Amount money={minimum} /> },
          { name: texts.newOperation.maximum, value: <Amount money={maximum} /> },
        ]}
      />
      {blockers.map(({ code, message }) => <Notice key={code} tone="warn">{message}</Notice>)}
    </div>
  );
}

function Locked({ quote, onChange }: { readonly quote: LockedQuoteFragment; readonly onChange: () => void }) {
  const texts = useTexts();
  const isOver = Date.parse(quote.expiresAt) <= useNow();
  return (
    <Card title={`2. ${texts.newOperation.price}`} aside={<Button tone="quiet" onPress={onChange}>{texts.newOperation.change}</Button>}>
      <Facts
        facts={[
          { name: texts.newOperation.pays, value: <Amount money={quote.pay} size="number" /> },
          { name: texts.operation.rate, value: <RateFigure rate={quote.rate} size="number" /> },
          { name: texts.newOperation.gets, value: <Amount money={quote.receive} size="number" /> },
          ...quote.discounts.map(({ kind, code, pips, saved }) => ({
            name: texts.operation.waterfall.of[kind === 'TIER' ? 'tier' : 'coupon'],
            value: <>{code && <code>{code}</code>} {texts.newOperation.inFavor(pips)} · {texts.operation.waterfall.saved(plainMoney(saved))}</>,
          })),
          {
            name: isOver ? texts.newOperation.expired : texts.newOperation.expires,
            value: <><Badge state={done}>{texts.newOperation.locked}</Badge> <Countdown until={quote.expiresAt} lateWord={texts.queue.late} /></>,
          },
        ]}
      />
      {quote.blockers.map(({ code, message }) => <Notice key={code} tone="warn">{message}</Notice>)}
    </Card>
  );
}

/** An expired promise beside the new one, which nobody has accepted yet. */
export function QuoteCompared({ before, after, onUse }: { readonly before: LockedQuoteFragment; readonly after: LockedQuoteFragment; readonly onUse: () => void }) {
  const texts = useTexts();
  const rows = [
    { name: texts.newOperation.pays, one: before.pay, other: after.pay },
    { name: texts.newOperation.gets, one: before.receive, other: after.receive },
  ];
  return (
    <div className="effect">
      <h3>{texts.newOperation.expired}</h3>
      <table className="changes">
        <thead>
          <tr><th /><th scope="col">{texts.newOperation.oldPrice}</th><th scope="col">{texts.newOperation.newPrice}</th><th scope="col">{texts.newOperation.difference}</th></tr>
        </thead>
        <tbody>
          <tr><th scope="row">{texts.operation.rate}</th><td><RateFigure rate={before.rate as Rate} /></td><td><RateFigure rate={after.rate as Rate} /></td><td /></tr>
          {rows.map(({ name, one, other }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td><Amount money={one} /></td>
              <td><Amount money={other} /></td>
              <td><Amount money={{ ...other, amount: subtract(other.amount, one.amount) }} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button tone="primary" onPress={onUse}>{texts.newOperation.useNew}</Button>
    </div>
  );
}
