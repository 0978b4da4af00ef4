import { useSignal } from '@qoricash/sdk/react';
import { useState, type FormEvent } from 'react';
import { PromotionsDocument, RedeemPipsDocument, type PromotionsFragment } from '../gql/graphql.ts';
import { house, labels } from '../house.ts';
import { Copied } from '../parts/copy.tsx';
import { Failed, Faults, Field } from '../parts/form.tsx';
import { useAct, useAnswer, useWatch } from '../parts/hooks.ts';
import { Share } from '../parts/share.tsx';
import { Badge } from '../parts/status.tsx';
import { go } from '../navigation.ts';
import { takeCode } from '../state/calculator.ts';
import type { Known } from '../state/known.ts';
import { balanceOf, invitation, progressOf, signed } from '../text/promotions.ts';
import { spoken } from '../text/time.ts';
import { OwnCodes } from './codes.tsx';

/** The client's own code, whom it brought, the pips that it gave, and what they become. */
export function Promotions({ known }: { readonly known: Known }) {
  const { data, fault, again } = useAnswer(PromotionsDocument);
  // The house tells of pips by a message. How far friends are, and whether a code was used, is told to nobody else: it is looked at anew.
  const earned = known.notices.find(({ link }) => link?.target === 'REWARDS')?.id;
  useWatch(again, earned);
  if (!data) return fault ? <Failed fault={fault} again={again} /> : <p className="waiting" role="status">Un momento…</p>;
  const { rewards } = data;
  if (!rewards) return <section className="card stack"><h1>Promociones</h1><p>Tu cuenta aún no tiene un código propio. Escríbenos y lo vemos.</p></section>;
  return (
    <div className="stack">
      <h1>Promociones</h1>
      {fault && <p className="fault" role="alert">{fault.message}</p>}
      <OwnCode of={rewards} />
      <Pips of={rewards} again={again} />
      <OwnCodes of={rewards.codes} again={again} />
      <Given />
      <Friends of={rewards} />
    </div>
  );
}

function OwnCode({ of: { code, shareUrl } }: { readonly of: PromotionsFragment }) {
  return (
    <section className="card stack" aria-labelledby="own-code">
      <h2 id="own-code">Tu código</h2>
      <p>Quien llega con él tiene un mejor precio en su primera operación. Tú ganas pips por cada operación que complete.</p>
      <dl className="own-code"><Copied label="Código" value={code} /></dl>
      <Share label="Compartir mi enlace" text={invitation(code)} url={shareUrl} />
    </section>
  );
}

const shownAtFirst = 5;

/** The balance, how it came, and what it becomes. */
function Pips({ of: rewards, again }: { readonly of: PromotionsFragment; readonly again: () => void }) {
  useSignal(labels.table);
  const { pipsAvailable, pipsEarned, pipsForCode, completedCount, movements } = rewards;
  const [isWhole, setWhole] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const act = useAct();
  const isEnough = pipsAvailable >= pipsForCode;
  const redeem = async () => {
    if (!isEnough) return;
    const answer = await act.run((key) => house.act(RedeemPipsDocument, { input: { idempotencyKey: key({ pipsAvailable }) } }));
    setMade(answer?.ok ? (answer.data.code?.value ?? null) : null);
    again();
  };
  const now = house.clock.now();
  return (
    <section className="card stack" aria-labelledby="pips">
      <div className="row"><h2 id="pips">Tus pips</h2><strong className="number figure" aria-live="polite">{pipsAvailable}<span className="hidden"> pips</span></strong></div>
      <progress max={pipsForCode} value={Math.min(Math.max(pipsAvailable, 0), pipsForCode)} aria-label="Pips para el próximo código" />
      <p>{balanceOf(pipsAvailable, pipsForCode)}</p>
      <p className="hint">
        {completedCount > 0 && <>Has ganado <span className="figure">{pipsEarned}</span> con {completedCount === 1 ? 'una operación' : `${completedCount} operaciones`} de tus referidos. </>}
        Un pip es S/ 0.0001 por dólar.
      </p>
      <button type="button" className="button button-primary" aria-disabled={!isEnough || act.isBusy} onClick={() => void redeem()}>
        {act.isBusy ? 'Canjeando…' : `Canjear ${pipsForCode} pips por un código`}
      </button>
      {made && <p className="notice notice-good" role="status"><span>Tu código nuevo es <span className="mono strong">{made}</span>. Regálalo a quien quieras: tú no lo puedes usar.</span></p>}
      <Faults of={act.faults} />
      {movements.length > 0 && (
        <>
          <h3 className="small">Cómo llegaron</h3>
          <ul className="list">
            {movements.slice(0, isWhole ? undefined : shownAtFirst).map(({ at, pips, reason }, index) => (
              <li key={at + index} className="row small">
                <span>{labels.of('RewardReason', reason)} <span className="muted figure">{spoken(at, now)}</span></span>
                <span className="figure strong">{signed(pips)}</span>
              </li>
            ))}
          </ul>
          {!isWhole && movements.length > shownAtFirst && <button type="button" className="link" onClick={() => setWhole(true)}>Ver los {movements.length} movimientos</button>}
        </>
      )}
    </section>
  );
}

/** A code that somebody gave to the client: it is tried where a price is. */
function Given() {
  const use = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    takeCode(String(new FormData(event.currentTarget).get('code')));
    go({ screen: 'quote' });
  };
  return (
    <section className="card stack" aria-labelledby="given">
      <h2 id="given">¿Te dieron un código?</h2>
      <form className="with-button" onSubmit={use}>
        <Field label="Código" name="code" autoComplete="off" autoCapitalize="characters" spellCheck={false} className="coupon-text" required />
        <button type="submit" className="button">Usar ahora</button>
      </form>
    </section>
  );
}

/** Who came by the client's code, by the first letters of their names, and how far they are. */
function Friends({ of: { referred, referredCount } }: { readonly of: PromotionsFragment }) {
  const now = house.clock.now();
  return (
    <section className="card stack" aria-labelledby="friends">
      <div className="row"><h2 id="friends">Quiénes usaron tu código</h2>{referredCount > 0 && <span className="figure strong">{referredCount}</span>}</div>
      {referred.length === 0 && <p>Aún nadie. Comparte tu enlace: aquí verás a quien llegue con él, y los pips entran solos.</p>}
      <ul className="list" aria-live="polite">
        {referred.map(({ maskedName, since, firstOperationStatus }) => {
          const { icon, tone, words } = progressOf(firstOperationStatus);
          return (
            <li key={maskedName + since} className="part stack tight">
              <span className="row"><strong>{maskedName}</strong><span className="figure small muted">{spoken(since, now)}</span></span>
              <span><Badge icon={icon} tone={tone}>{words}</Badge></span>
            </li>
          );
        })}
      </ul>
      {referredCount > referred.length && <p className="hint">Se muestran los {referred.length} más recientes.</p>}
    </section>
  );
}
