import { useRef, useState, type FormEvent } from 'react';
import { FormsDocument, LookupDocument, RegisterDocument, TextsDocument, type FormsQuery } from '../gql/graphql.ts';
import { house } from '../house.ts';
import { Check, Choice, Failed, Faults, Field, Submit } from '../parts/form.tsx';
import { useAct, useAnswer } from '../parts/hooks.ts';
import { go } from '../navigation.ts';
import { code } from '../state/calculator.ts';
import { registration, type Registration } from '../state/registration.ts';
import { invent } from '../text/sample.ts';

type DocumentForm = FormsQuery['documentForms'][number];

const kinds = ['DNI', 'CE', 'RUC'] as const;
const nameFields = ['paternalSurname', 'maternalSurname', 'givenNames', 'legalName'] as const;

/** Becoming a client. The form asks what the house's tables ask of each kind of document. */
export function Register() {
  const forms = useAnswer(FormsDocument);
  const texts = useAnswer(TextsDocument);
  const fault = forms.fault ?? texts.fault;
  if (fault) return <Failed fault={fault} again={() => { forms.again(); texts.again(); }} />;
  if (!forms.data || !texts.data) return <p className="waiting" role="status">Un momento…</p>;
  return <RegisterForm forms={forms.data.documentForms} texts={texts.data.consentTexts} />;
}

function RegisterForm({ forms, texts }: { readonly forms: readonly DocumentForm[]; readonly texts: readonly { readonly document: string; readonly version: string; readonly url: string }[] }) {
  const [type, setType] = useState<Registration['documentType']>('DNI');
  const form = useRef<HTMLFormElement>(null);
  const act = useAct();
  const asked = forms.find((each) => each.type === type);
  const version = (document: string) => texts.find((each) => each.document === document)?.version ?? '';

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? '').trim();
    const name = type === 'RUC'
      ? { company: { legalName: text('legalName') } }
      : { person: { paternalSurname: text('paternalSurname'), maternalSurname: text('maternalSurname') || null, givenNames: text('givenNames') || null } };
    const input = {
      documentType: type, documentNumber: text('number'), name, email: text('email'), phone: text('phone') || null, password: String(typed.get('password')),
      referralCode: text('referral') || null,
      ...(typed.get('consent') ? { consent: { terms: version('TERMS'), privacy: version('PRIVACY') } } : {}),
    };
    const answer = await act.run((key) => house.act(RegisterDocument, { input: { idempotencyKey: key(input), ...input } }));
    if (!answer?.ok) return;
    registration.set({ documentType: type, documentNumber: input.documentNumber, email: input.email, password: input.password });
    go({ screen: 'verify' });
  };
  const fill = (values: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(values)) {
      const field = form.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
  };
  return (
    <form className="stack" ref={form} onSubmit={(event) => void submit(event)}>
      <h1>Regístrate</h1>
      <p>Con tu documento y tu correo ya puedes cambiar dólares, dentro del límite sin documentos.</p>
      <button type="button" className="button" onClick={() => { setType('DNI'); fill(invent(house.id())); }}>Usar datos inventados</button>
      <div className="card stack">
        <Choice label="Documento" value={type} onChange={({ target }) => setType(target.value as Registration['documentType'])}>
          {kinds.map((kind) => <option key={kind} value={kind}>{forms.find((each) => each.type === kind)?.label ?? kind}</option>)}
        </Choice>
        <Number type={type} form={asked} fault={act.at('documentNumber')} found={fill} />
        {asked?.names.map(({ field, label, maxLength, required }) => (
          <Field key={label} label={label} name={field.at(-1) ?? label} maxLength={maxLength} required={required} autoComplete="off"
            fault={act.at(['name', ...field].join('.'))} />
        ))}
      </div>
      <div className="card stack">
        <Field label="Correo" name="email" type="email" autoComplete="email" required fault={act.at('email')} hint="Te enviaremos un código. En la demostración lo verás en una página: no se envía nada." />
        <Field label="Celular (opcional)" name="phone" type="tel" autoComplete="tel" fault={act.at('phone')} />
        <Field label="Código de quien te recomendó (opcional)" name="referral" autoComplete="off" autoCapitalize="characters" spellCheck={false} className="coupon-text" defaultValue={code.get().text}
          fault={act.at('referralCode')} />
        <Field label="Contraseña" name="password" type="password" autoComplete="new-password" required fault={act.at('password')} />
        <Check name="consent" fault={act.at('consent') ?? act.at('consent.terms') ?? act.at('consent.privacy')} label={<>Acepto {texts.map(({ document, url }, index) => (
          <span key={document}>{index > 0 && ' y '}<a href={url} target="_blank" rel="noreferrer">{document === 'TERMS' ? 'los términos' : 'el tratamiento de mis datos'}</a></span>
        ))}.</>} />
      </div>
      <Faults of={act.besides('documentNumber', 'email', 'phone', 'password', 'referralCode', 'consent', 'consent.terms', 'consent.privacy', ...nameFields.flatMap((name) => [`name.person.${name}`, `name.company.${name}`]))} />
      <Submit isBusy={act.isBusy} busy="Registrando…">Registrarme</Submit>
    </form>
  );
}

/** The number of a document. When it is whole, the register is asked for the names. */
function Number({ type, form, fault, found }: { readonly type: Registration['documentType']; readonly form: DocumentForm | undefined; readonly fault: string | null; readonly found: (values: Readonly<Record<string, string>>) => void }) {
  const look = async (number: string) => {
    if (!form || type === 'CE' || number.length < form.minLength) return;
    const answer = await house.request(LookupDocument, { type, number });
    const names = answer.ok ? answer.data.documentLookup : null;
    if (names) found(Object.fromEntries(nameFields.flatMap((name) => (names[name] ? [[name, names[name]]] : []))));
  };
  return (
    <Field label="Número" name="number" inputMode={type === 'CE' ? 'text' : 'numeric'} required autoComplete="off" hint={form?.hint} fault={fault}
      onBlur={({ target }) => void look(target.value.trim())} />
  );
}
