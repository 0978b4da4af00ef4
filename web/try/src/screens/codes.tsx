import { useSignal } from '@qoricash/sdk/react';
import { useState } from 'react';
import { TakeCodeBackDocument, type RewardCodeFragment } from '../gql/graphql.ts';
import { house, labels } from '../house.ts';
import { Faults } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import { Share } from '../parts/share.tsx';
import { Badge } from '../parts/status.tsx';
import { codeLooks, gift } from '../text/promotions.ts';
import { spoken } from '../text/time.ts';

interface OwnCodesProps {
  readonly of: readonly RewardCodeFragment[];
  /** Asks for all of it anew: codes and pips move together. */
  readonly again: () => void;
}

/** The codes that the client made of pips, each with how it stands. */
export function OwnCodes({ of: codes, again }: OwnCodesProps) {
  useSignal(labels.table);
  return (
    <section className="card stack" aria-labelledby="codes">
      <h2 id="codes">Tus códigos de premio</h2>
      {codes.length === 0 ? <p>Aún no tienes. Canjea tus pips por uno y regálalo: sirve una vez, a cualquiera menos a ti.</p> : (
        <ul className="list">{codes.map((code) => <OwnCode key={code.id} code={code} again={again} />)}</ul>
      )}
    </section>
  );
}

function OwnCode({ code: { id, value, state, pips, createdAt, expiresAt }, again }: { readonly code: RewardCodeFragment; readonly again: () => void }) {
  const now = house.clock.now();
  const { icon, tone } = codeLooks[state] ?? { icon: 'dash', tone: 'ended' };
  return (
    <li className="part stack tight">
      <span className="row"><span className="mono strong">{value}</span><Badge icon={icon} tone={tone}>{labels.of('RewardCodeState', state)}</Badge></span>
      <span className="small muted">
        {pips !== null && <><span className="figure">{pips} pips</span> · </>}hecho <span className="figure">{spoken(createdAt, now)}</span>
        {' · '}{expiresAt === null ? 'no vence' : <>vale hasta <span className="figure">{spoken(expiresAt, now)}</span></>}
      </span>
      {state === 'FREE' && <div className="row top"><Share label="Regalar" text={gift(value)} /><TakeBack id={id} value={value} pips={pips} again={again} /></div>}
    </li>
  );
}

/** Taking back a code that nobody has: asked once more, for whoever got it cannot use it then. */
function TakeBack({ id, value, pips, again }: { readonly id: string; readonly value: string; readonly pips: number | null; readonly again: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const act = useAct();
  const takeBack = async () => {
    await act.run((key) => house.act(TakeCodeBackDocument, { input: { idempotencyKey: key({ codeId: id }), codeId: id } }));
    again();
  };
  if (!isAsked) return <button type="button" className="button button-quiet" onClick={() => setAsked(true)}>Recuperar mis pips</button>;
  return (
    <div className="notice notice-warn" role="group" aria-label={`Recuperar los pips de ${value}`}>
      <p>El código {value} deja de servir, también a quien se lo diste. Vuelven {pips === null ? 'tus' : pips} pips.</p>
      <div className="row">
        <button type="button" className="button" onClick={() => setAsked(false)}>Volver</button>
        <button type="button" className="button button-danger" aria-disabled={act.isBusy} onClick={() => void takeBack()}>{act.isBusy ? 'Recuperando…' : 'Recuperar'}</button>
      </div>
      <Faults of={act.faults} />
    </div>
  );
}
