import { Button, FormBox, Notice, TextField } from '@qoricash/kit';
import { useState } from 'react';
import { house } from '../../house/house.ts';
import { useTexts } from '../../texts/texts.tsx';
import './sign-in.css';

/** What the house said to the last attempt. */
interface Said {
  readonly text: string;
  readonly isCode: boolean;
}

/** Who one is: e-mail or DNI and password, then the code of the second factor where there is one. */
export function SignInForm({ login: known = '', onDone }: { readonly login?: string; readonly onDone?: () => void }) {
  const texts = useTexts();
  const [login, setLogin] = useState(known);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'password' | 'code' | 'recovery'>('password');
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);

  const send = async (totpCode: string) => {
    if (isBusy) return;
    setBusy(true);
    setSaid(null);
    const answer = await house.sessions.signIn({ staff: { login: login.trim(), password, totpCode: totpCode.trim() || null } });
    setBusy(false);
    if (answer.ok) return onDone?.();
    if (answer.error.code === 'TOTP_REQUIRED') {
      setSaid(step === 'password' ? null : { text: answer.error.message, isCode: true });
      setCode('');
      setStep((now) => (now === 'password' ? 'code' : now));
    } else setSaid({ text: answer.error.message, isCode: false });
  };

  if (step === 'password') {
    return (
      <FormBox onSubmit={() => void send('')} problem={said?.text}>
        <TextField label={texts.signIn.login} value={login} onChange={setLogin} autoComplete="username" required autoFocus={known === ''} name="login" />
        <TextField
          label={texts.signIn.password}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          required
          autoFocus={known !== ''}
          name="password"
        />
        <Button type="submit" tone="primary" busy={isBusy && texts.signIn.entering}>{texts.signIn.enter}</Button>
      </FormBox>
    );
  }
  const change = (typed: string) => {
    const digits = step === 'code' ? typed.replaceAll(/\D/g, '').slice(0, 6) : typed;
    setCode(digits);
    if (step === 'code' && digits.length === 6) void send(digits);
  };
  return (
    <FormBox onSubmit={() => void send(code)} problem={said && !said.isCode ? said.text : null}>
      <h2>{texts.signIn.codeTitle}</h2>
      <TextField
        key={step}
        label={step === 'code' ? texts.signIn.code : texts.signIn.recoveryCode}
        value={code}
        onChange={change}
        mode={step === 'code' ? 'numeric' : 'text'}
        autoComplete={step === 'code' ? 'one-time-code' : 'off'}
        hint={texts.signIn.codeHint}
        error={said?.isCode ? said.text : null}
        autoFocus
      />
      {said?.isCode && <Notice tone="info">{texts.signIn.drift}</Notice>}
      <Button type="submit" tone="primary" busy={isBusy && texts.signIn.verifying}>{texts.signIn.verify}</Button>
      <div className="button-row">
        {step === 'code' && <Button tone="quiet" onPress={() => { setStep('recovery'); setCode(''); }}>{texts.signIn.recovery}</Button>}
        <Button tone="quiet" onPress={() => { setStep('password'); setCode(''); setSaid(null); }}>{texts.signIn.other}</Button>
      </div>
    </FormBox>
  );
}
