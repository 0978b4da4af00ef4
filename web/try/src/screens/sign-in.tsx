import { useSignal } from '@qoricash/sdk/react';
import type { Credentials } from '@qoricash/sdk';
import { useEffect, useState, type FormEvent } from 'react';
import { house } from '../house.ts';
import { Choice, Faults, Field, Submit } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import { To } from '../parts/to.tsx';
import { go, useRoute } from '../navigation.ts';

/** Clients that the demo lets anybody be. */
interface Visitors {
  readonly password: string;
  readonly clients: readonly { readonly documentType: 'DNI' | 'CE' | 'RUC'; readonly documentNumber: string; readonly name: string; readonly kycStatus: string }[];
}

/** Signing in: as one of the demo's clients by one button, with one's own document, or by registering. */
export function SignIn() {
  const visitors = useVisitors();
  const session = useSignal(house.sessions.state);
  const route = useRoute();
  const act = useAct();
  const enter = async (client: Extract<Credentials, { client: unknown }>['client']) => {
    const answer = await act.run(() => house.sessions.signIn({ client }));
    // Whoever was led here from another place stays there.
    if (answer?.ok && route.screen === 'sign-in') go({ screen: 'quote' }, { replace: true });
  };
  const ended = session.status === 'signed-out' ? session.reason : null;
  return (
    <div className="stack">
      <h1>Entrar</h1>
      {ended && <p className="notice notice-warn" role="status">{ended.message}</p>}
      <Faults of={act.besides('credentials.client.documentNumber', 'credentials.client.password')} />
      {visitors && visitors.clients.length > 0 && (
        <section className="card stack" aria-labelledby="demo">
          <h2 id="demo">Clientes de la demostración</h2>
          <p className="hint">Nadie de ellos existe. Entra con un toque.</p>
          {visitors.clients.map((client) => (
            <button key={client.documentNumber} type="button" className="button person" aria-disabled={act.isBusy}
              onClick={() => void enter({ documentType: client.documentType, documentNumber: client.documentNumber, password: visitors.password })}>
              <strong>{client.name}</strong>
              <span className="small">{client.documentType} {client.documentNumber} · {standing(client)}</span>
            </button>
          ))}
        </section>
      )}
      <OwnDocument enter={(client) => void enter(client)} act={act} />
      <p>¿Aún no tienes cuenta? <To route={{ screen: 'register' }}>Regístrate</To></p>
    </div>
  );
}

function standing({ documentType, kycStatus }: Visitors['clients'][number]): string {
  if (kycStatus !== 'APPROVED') return 'sin documentos, con límite';
  return documentType === 'RUC' ? 'empresa aprobada' : 'documentos aprobados';
}

function OwnDocument({ enter, act }: { readonly enter: (client: Extract<Credentials, { client: unknown }>['client']) => void; readonly act: ReturnType<typeof useAct> }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    enter({ documentType: text('type') as 'DNI', documentNumber: text('number'), password: text('password') });
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>Con tu documento</h2>
      <Choice label="Documento" name="type" defaultValue="DNI">
        <option>DNI</option><option>CE</option><option>RUC</option>
      </Choice>
      <Field label="Número" name="number" autoComplete="username" inputMode="numeric" required fault={act.at('credentials.client.documentNumber')} />
      <Field label="Contraseña" name="password" type="password" autoComplete="current-password" required fault={act.at('credentials.client.password')} />
      <Submit isBusy={act.isBusy} busy="Entrando…">Entrar</Submit>
    </form>
  );
}

function useVisitors(): Visitors | null {
  const [visitors, setVisitors] = useState<Visitors | null>(null);
  useEffect(() => {
    let isOver = false;
    fetch('/try/visitors.json')
      .then((response) => (response.ok ? (response.json() as Promise<Visitors>) : null))
      .then((found) => { if (!isOver) setVisitors(found); }, () => {});
    return () => { isOver = true; };
  }, []);
  return visitors;
}
