import { useServerClock } from '@qoricash/sdk/react';
import { formatMoney, formatRate } from '@qoricash/sdk/money';
import { useState, type FormEvent } from 'react';
import { CreateOperationDocument, LockQuoteDocument, ShowQuoteDocument, type PriceFragment } from '../gql/graphql.ts';
import { To } from '../parts/to.tsx';
import { house } from '../house.ts';
import { Countdown } from '../parts/countdown.tsx';
import { Discounts } from '../parts/discounts.tsx';
import { Choice, Failed, Faults, Submit } from '../parts/form.tsx';
import { useAct, useAnswer } from '../parts/hooks.ts';
import { go } from '../navigation.ts';
import { forgetCode } from '../state/calculator.ts';
import { isLive, type Known } from '../state/known.ts';
import { keepOperation } from '../state/phone.ts';
import { codeFault } from '../state/price.ts';

const holds = 15 * 60_000;

/** A price that was fixed: both amounts, how long it holds, which accounts; then the operation. */
export function Confirm({ id, known }: { readonly id: string; readonly known: Known }) {
  const { data, fault, again } = useAnswer(ShowQuoteDocument, { id });
  const [next, setNext] = useState<{ readonly before: PriceFragment; readonly now: PriceFragment } | null>(null);
  const found = data?.node && 'rate' in data.node ? (data.node as PriceFragment) : null;
  if (fault) return <Failed fault={fault} again={again} />;
  if (!data) return <p className="waiting" role="status">Un momento…</p>;
  const quote = next?.now ?? found;
  if (!quote) return <section className="card stack"><h1>Ese precio ya no está</h1><To route={{ screen: 'quote' }} className="button button-primary">Cotizar de nuevo</To></section>;
  return <Price key={quote.id} quote={quote} before={next?.before ?? null} known={known} renewed={(now) => setNext({ before: quote, now })} />;
}

function Price({ quote, before, known, renewed }: { readonly quote: PriceFragment; readonly before: PriceFragment | null; readonly known: Known; readonly renewed: (now: PriceFragment) => void }) {
  useServerClock(house);
  const act = useAct();
  const isOver = house.clock.until(quote.expiresAt) === 0;
  const { pay, receive } = quote;
  const from = known.person.accounts.filter(({ currency }) => currency === pay.currency);
  const to = known.person.accounts.filter(({ currency }) => currency === receive.currency);
  const coupon = quote.discounts.find(({ code }) => code !== null)?.code ?? null;

  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = { quoteId: quote.id, sourceAccountId: String(form.get('from')), destinationAccountId: String(form.get('to')) };
    const answer = await act.run((key) => house.act(CreateOperationDocument, { input: { idempotencyKey: key(input), ...input } }));
    if (answer?.data?.operation) {
      keepOperation(answer.data.operation, answer);
      // The operation has it now.
      forgetCode();
      go({ screen: 'operation', id: answer.data.operation.id }, { replace: true });
    } else if (answer?.data?.freshQuote) renewed(answer.data.freshQuote);
  };
  const renew = async (couponCode: string | null) => {
    const amount = quote.fixed === pay.currency ? { pay } : { receive };
    const answer = await act.run((key) => house.act(LockQuoteDocument, { input: { idempotencyKey: key({ amount, couponCode, after: quote.id }), amount, couponCode } }));
    if (answer?.ok && answer.data.quote) renewed(answer.data.quote);
  };
  const renewWithout = () => {
    forgetCode();
    return renew(null);
  };
  return (
    <form className="stack" onSubmit={(event) => void create(event)}>
      <h1>{isOver ? 'El tiempo de este precio terminó' : 'Confirma tu cambio'}</h1>
      {before && <Changed before={before} now={quote} />}
      <div className="card stack">
        <div className="row">
          <dl className="facts">
            <div><dt>Entregas</dt><dd className="figure strong">{formatMoney(pay)}</dd></div>
            <div><dt>T.C.</dt><dd className="figure">{formatRate(quote.rate)}</dd></div>
            <div><dt>Recibes</dt><dd className="figure strong">{formatMoney(receive)}</dd></div>
          </dl>
          {!isOver && <Countdown until={quote.expiresAt} of={holds} />}
        </div>
        <Discounts of={quote.discounts} />
      </div>
      {isOver ? (
        <button type="button" className="button button-primary" aria-disabled={act.isBusy} onClick={() => void renew(coupon)}>Ver el precio de ahora</button>
      ) : (
        <>
          <div className="card stack">
            <Own label={`Desde tu cuenta en ${spokenCurrency(pay.currency)}`} name="from" accounts={from} fault={act.at('sourceAccountId')} />
            <Own label={`A tu cuenta en ${spokenCurrency(receive.currency)}`} name="to" accounts={to} fault={act.at('destinationAccountId')} />
            <To route={{ screen: 'account' }}>Agregar una cuenta</To>
          </div>
          <Obstacles quote={quote} known={known} />
          <Submit isBusy={act.isBusy} busy="Creando…">Crear la operación</Submit>
          <p className="hint">Después te diremos a qué cuenta transferir. Tienes 15 minutos para hacerlo.</p>
        </>
      )}
      <Faults of={act.besides('sourceAccountId', 'destinationAccountId')} />
      {(codeFault(act.faults) ?? quote.blockers.find(({ code }) => code === 'COUPON_NOT_USABLE')) && (
        <button type="button" className="button" aria-disabled={act.isBusy} onClick={() => void renewWithout()}>Ver el precio sin el código</button>
      )}
    </form>
  );
}

const spokenCurrency = (currency: string): string => (currency === 'USD' ? 'dólares' : 'soles');

function Own({ label, name, accounts, fault }: { readonly label: string; readonly name: string; readonly accounts: Known['person']['accounts']; readonly fault: string | null }) {
  if (accounts.length === 0) return <p className="notice notice-warn">{label}: aún no tienes ninguna.</p>;
  return (
    <Choice label={label} name={name} fault={fault}>
      {accounts.map(({ id, bank, maskedNumber, maskedCci }) => <option key={id} value={id}>{maskedNumber || maskedCci} · {bank.name}</option>)}
    </Choice>
  );
}

/** The old price beside the new one: nobody accepts what was not seen. */
function Changed({ before, now }: { readonly before: PriceFragment; readonly now: PriceFragment }) {
  return (
    <div className="notice notice-info" role="status">
      <p>Este es el precio de ahora. El anterior era T.C. <span className="figure">{formatRate(before.rate)}</span>, <span className="figure">{formatMoney(before.pay)}</span> por <span className="figure">{formatMoney(before.receive)}</span>.</p>
      <p>{before.rate === now.rate ? 'El tipo de cambio no varió.' : 'Revísalo antes de confirmar.'}</p>
    </div>
  );
}

/** What would be refused, with the way on. */
function Obstacles({ quote, known }: { readonly quote: PriceFragment; readonly known: Known }) {
  const live = known.operations.find(isLive);
  return quote.blockers.map(({ code, message }) => (
    <div className="notice notice-warn" key={code}>
      <p>{message}</p>
      {code === 'LIVE_OPERATION_EXISTS' && live && <To route={{ screen: 'operation', id: live.id }}>Ver {live.code}</To>}
      {(code === 'LIMIT_EXCEEDED' || code === 'KYC_INCOMPLETE') && <To route={{ screen: 'profile' }}>Subir mis documentos</To>}
    </div>
  ));
}
