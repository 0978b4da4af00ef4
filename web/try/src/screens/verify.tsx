import { useSignal } from '@qoricash/sdk/react';
import { useEffect, useRef, useState } from 'react';
import { SendCodeDocument, VerifyDocument } from '../gql/graphql.ts';
import { To } from '../parts/to.tsx';
import { house } from '../house.ts';
import { Faults, Field, Submit } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import { go } from '../navigation.ts';
import { registration, type Registration } from '../state/registration.ts';

const length = 6;

/** Proving the e-mail of a registration by the code that was sent there. */
export function Verify() {
  const waiting = useSignal(registration);
  if (waiting) return <Code of={waiting} />;
  return (
    <section className="card stack">
      <h1>Empecemos de nuevo</h1>
      <p>Por seguridad no guardamos tu contraseña al recargar la página. Regístrate otra vez con los mismos datos: reemplaza lo anterior.</p>
      <To route={{ screen: 'register' }} className="button button-primary">Registrarme</To>
    </section>
  );
}

function Code({ of: waiting }: { readonly of: Registration }) {
  const { documentType, documentNumber, email, password } = waiting;
  const [code, setCode] = useState('');
  const sending = useAct();
  const act = useAct();
  const sent = useRef(false);
  const send = () => sending.run(() => house.act(SendCodeDocument, { input: { documentType, documentNumber } }));
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    void send();
    // Once, when the screen appears.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const verify = async (typed: string) => {
    const answer = await act.run(() => house.act(VerifyDocument, { input: { documentType, documentNumber, password, code: typed } }));
    if (!answer?.ok) return;
    registration.set(null);
    const entered = await house.sessions.signIn({ client: { documentType, documentNumber, password } });
    go(entered.ok ? { screen: 'quote' } : { screen: 'sign-in' }, { replace: true });
  };
  const type = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, length);
    setCode(digits);
    if (digits.length === length && digits !== code) void verify(digits);
  };
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void verify(code); }}>
      <h1>Confirma tu correo</h1>
      <p>Enviamos un código de {length} dígitos a <strong>{email}</strong>. Vale 10 minutos.</p>
      <div className="card stack">
        <Field label="Código" value={code} onChange={({ target }) => type(target.value)} inputMode="numeric" autoComplete="one-time-code" className="code" fault={act.at('code')} />
        <p><a href={`/dev/mail?q=${encodeURIComponent(email)}`} target="_blank" rel="noreferrer">Ver el correo de la demostración</a></p>
      </div>
      <Faults of={[...sending.faults, ...act.besides('code')]} />
      <Submit isBusy={act.isBusy} busy="Confirmando…">Confirmar</Submit>
      <button type="button" className="button button-quiet" aria-disabled={sending.isBusy} onClick={() => void send()}>Enviar otro código</button>
    </form>
  );
}
