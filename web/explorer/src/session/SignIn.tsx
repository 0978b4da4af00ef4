import { type SubmitEvent, useState } from 'react';
import type { Credentials, DocumentType } from './api';
import { documentTypes } from './labels';

type Part = 'staff' | 'client';

interface Props {
  readonly ended: boolean;
  readonly onSignIn: (credentials: Credentials) => Promise<string | null>;
}

/** The panel that stands in place of the explorer until somebody signs in. */
export function SignIn({ ended, onSignIn }: Props) {
  const [part, setPart] = useState<Part>('staff');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      setRefusal(await onSignIn(credentialsOf(part, new FormData(event.currentTarget))));
    } catch (failure) {
      setRefusal(failure instanceof Error ? failure.message : 'No se pudo entrar.');
    } finally {
      setBusy(false);
    }
  }

  function pick(other: Part) {
    setPart(other);
    setRefusal(null);
  }

  return (
    <div className="sign-in">
      <section className="card" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">Entrar al explorador</h1>
        {ended ? (
          <p className="notice" role="status">Tu sesión terminó. Vuelve a entrar para continuar donde estabas.</p>
        ) : (
          <p className="muted">
            Aquí se prueban las consultas, las mutaciones y el canal en vivo de la casa. El esquema y los ejemplos se
            muestran a quien tiene una sesión, y cada quien ve solo lo que su rol permite.
          </p>
        )}
        <div className="segmented" role="group" aria-label="Quién entra">
          <PartButton part="staff" current={part} onPick={pick}>Personal</PartButton>
          <PartButton part="client" current={part} onPick={pick}>Cliente</PartButton>
        </div>
        <form key={part} onSubmit={(event) => void submit(event)}>
          {part === 'staff' ? <StaffFields /> : <ClientFields />}
          <label>
            Contraseña
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
          <p className="refusal" role="alert">{refusal}</p>
          <button className="primary" type="submit" disabled={busy}>{busy ? 'Entrando…' : 'Entrar'}</button>
        </form>
        <p className="muted small">
          {part === 'staff'
            ? 'El personal tiene una sola sesión viva: entrar aquí cierra la que esté abierta en otro navegador.'
            : 'La sesión del cliente termina tras 30 minutos sin actividad.'}{' '}
          En una casa de prueba, <code>qoricash demo</code> muestra los usuarios y la contraseña al arrancar.
        </p>
      </section>
    </div>
  );
}

function PartButton(props: { part: Part; current: Part; onPick: (part: Part) => void; children: string }) {
  return (
    <button type="button" aria-pressed={props.part === props.current} onClick={() => props.onPick(props.part)}>
      {props.children}
    </button>
  );
}

function StaffFields() {
  return (
    <label>
      Correo o DNI
      <input name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />
    </label>
  );
}

function ClientFields() {
  return (
    <div className="fields">
      <label>
        Documento
        <select name="documentType" defaultValue="DNI">
          {documentTypes.map(([type, label]) => (
            <option key={type} value={type}>{label}</option>
          ))}
        </select>
      </label>
      <label>
        Número
        <input name="documentNumber" autoComplete="username" spellCheck={false} required autoFocus />
      </label>
    </div>
  );
}

function credentialsOf(part: Part, form: FormData): Credentials {
  const text = (name: string) => String(form.get(name) ?? '');
  const password = text('password');
  if (part === 'staff') return { staff: { login: text('login').trim(), password } };
  return {
    client: {
      documentType: text('documentType') as DocumentType,
      documentNumber: text('documentNumber').trim(),
      password,
    },
  };
}
