import { Button, CopyButton, FormBox, Notice, TextField } from '@qoricash/kit';
import { useMemo, useState } from 'react';
import { PasswordChangeDocument, PasswordResetDocument, TotpBeginDocument, TotpConfirmDocument } from '../../gql/graphql.ts';
import { usePlainAct } from '../../house/act.ts';
import { house } from '../../house/house.ts';
import { useTexts } from '../../texts/texts.tsx';
import { qrFigure } from './qr.ts';
import { Doorway } from './SignInScreen.tsx';

/** Another password, which the house asks for before anything else. */
export function OwedPassword() {
  const texts = useTexts();
  return (
    <Doorway title={texts.signIn.passwordTitle}>
      <Notice tone="info">{texts.signIn.passwordWhy}</Notice>
      <PasswordForm onDone={() => void house.sessions.restore()} />
    </Doorway>
  );
}

/** Changes the own password. */
export function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const texts = useTexts();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = usePlainAct(PasswordChangeDocument, ['currentPassword', 'newPassword']);
  const send = async () => {
    if (!(await change.send({ input: { currentPassword: current, newPassword: next } }))) return;
    setCurrent('');
    setNext('');
    onDone();
  };
  return (
    <FormBox onSubmit={() => void send()} problem={change.refusals.whole}>
      <TextField
        label={texts.signIn.current}
        type="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        error={change.refusals.fields['currentPassword']}
      />
      <TextField
        label={texts.signIn.next}
        type="password"
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        hint={texts.signIn.passwordHint}
        error={change.refusals.fields['newPassword']}
      />
      <Button type="submit" tone="primary" busy={change.isBusy && texts.signIn.changing}>{texts.signIn.change}</Button>
    </FormBox>
  );
}

/** The second factor, which a role asks for: the key, a code that proves it, and the codes for a lost telephone. */
export function OwedTotp() {
  const texts = useTexts();
  const begin = usePlainAct(TotpBeginDocument);
  const confirm = usePlainAct(TotpConfirmDocument, ['code']);
  const [secret, setSecret] = useState<{ readonly secret: string; readonly uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const show = async () => {
    const payload = await begin.send({});
    if (payload?.secret && payload.uri) setSecret({ secret: payload.secret, uri: payload.uri });
  };
  const prove = async (digits: string) => {
    const payload = await confirm.send({ input: { code: digits } });
    if (payload) setCodes(payload.recoveryCodes);
  };
  const change = (typed: string) => {
    const digits = typed.replaceAll(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (digits.length === 6) void prove(digits);
  };
  if (codes) {
    return (
      <Doorway title={texts.signIn.totpCodes}>
        <p>{texts.signIn.totpCodesWhy}</p>
        <ul className="recovery-codes">{codes.map((one) => <li key={one}><code>{one}</code></li>)}</ul>
        <div className="button-row">
          <Button icon="print" onPress={() => window.print()}>{texts.signIn.print}</Button>
          <Button tone="primary" onPress={() => void house.sessions.restore()}>{texts.signIn.totpDone}</Button>
        </div>
      </Doorway>
    );
  }
  return (
    <Doorway title={texts.signIn.totpTitle}>
      <p>{texts.signIn.totpWhy}</p>
      {!secret && <Button tone="primary" busy={begin.isBusy && texts.common.loading} onPress={() => void show()}>{texts.signIn.totpBegin}</Button>}
      {begin.refusals.whole && <Notice tone="bad">{begin.refusals.whole}</Notice>}
      {secret && (
        <FormBox onSubmit={() => void prove(code)} problem={confirm.refusals.whole}>
          <QrCode text={secret.uri} label={texts.signIn.totpQr} />
          <p className="totp-secret">
            <span className="muted">{texts.signIn.totpKey}</span> <code>{secret.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
            <CopyButton text={secret.secret} what={texts.signIn.totpKey} />
          </p>
          <p><a href={secret.uri}>{texts.signIn.totpOpen}</a></p>
          <TextField
            label={texts.signIn.code}
            value={code}
            onChange={change}
            mode="numeric"
            autoComplete="one-time-code"
            error={confirm.refusals.fields['code']}
            autoFocus
          />
          <Button type="submit" tone="primary" busy={confirm.isBusy && texts.signIn.verifying}>{texts.signIn.totpConfirm}</Button>
        </FormBox>
      )}
    </Doorway>
  );
}

function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { side, path } = useMemo(() => qrFigure(text), [text]);
  return <svg className="totp-qr" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges"><path d={path} /></svg>;
}

/** A password by a link: of an invitation, or because it was forgotten. The secret stands behind the address's #, which no server sees. */
export function PasswordByLink() {
  const texts = useTexts();
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  const [next, setNext] = useState('');
  const reset = usePlainAct(PasswordResetDocument, ['newPassword']);
  const send = async () => {
    const payload = await reset.send({ input: { token, newPassword: next, delivery: 'COOKIE' } });
    if (payload?.done) location.replace(import.meta.env.BASE_URL);
  };
  return (
    <Doorway title={texts.signIn.passwordTitle}>
      <FormBox onSubmit={() => void send()} problem={reset.refusals.whole}>
        <TextField
          label={texts.signIn.next}
          type="password"
          value={next}
          onChange={setNext}
          autoComplete="new-password"
          hint={texts.signIn.passwordHint}
          error={reset.refusals.fields['newPassword']}
          autoFocus
        />
        <Button type="submit" tone="primary" busy={reset.isBusy && texts.signIn.changing}>{texts.signIn.change}</Button>
      </FormBox>
    </Doorway>
  );
}
