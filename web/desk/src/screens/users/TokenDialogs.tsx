import { Button, CheckField, CopyButton, Dialog, DialogFoot, FormBox, Notice, RadioField, SelectField, TextField } from '@qoricash/kit';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { useViewer } from '../../app/viewer.tsx';
import {
  AccessTokenCreateDocument, AccessTokenRevokeDocument, AccessTokenRotateDocument, StaffDocument, type TokenAudience, type TokenScope,
} from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { mostDays, scopesFor, type Token, toggledScope, wholeNumber } from './tokens.ts';

type Made = (name: string, secret: string | null) => void;

/** Issues a token. A Master does so for others; an analyst for itself alone. */
export function IssueToken({ me, holder, onClose, onDone }: {
  readonly me: string; readonly holder: string | null; readonly onClose: () => void; readonly onDone: Made,
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { can } = useViewer();
  const isMaster = can.usersWrite;
  const { data } = useAsk(StaffDocument, { first: 100, filter: { status: ['ACTIVE'] } }, { pause: !isMaster });
  const [audience, setAudience] = useState<TokenAudience>(isMaster ? 'MACHINE' : 'ANALYST');
  const [name, setName] = useState('');
  const [person, setPerson] = useState(holder ?? me);
  const [scopes, setScopes] = useState<readonly TokenScope[]>([]);
  const [days, setDays] = useState('30');
  const [budget, setBudget] = useState('');
  const [isSent, setSent] = useState(false);
  const acting = useAct(AccessTokenCreateDocument, ['name', 'audience', 'holderId', 'scopes', 'budgetPerHour', 'days']);
  const { fields } = acting.refusals;
  useDirty(name !== '' || scopes.length > 0);
  const goodDays = wholeNumber(days);
  const goodBudget = budget.trim() === '' ? undefined : wholeNumber(budget);
  const badNumber = (number: number | null | undefined) => (isSent && number === null ? texts.users.badNumber : null);
  const send = async () => {
    setSent(true);
    if (goodDays === null || goodBudget === null) return;
    const payload = await acting.send({
      name, audience, scopes: [...scopes], days: goodDays, ...(isMaster && { holderId: person }), ...(goodBudget !== undefined && { budgetPerHour: goodBudget }),
    });
    if (payload) onDone(name, payload.token);
  };
  const change = (next: TokenAudience) => {
    setAudience(next);
    setScopes((before) => before.filter((scope) => scopesFor(next).includes(scope)));
  };
  return (
    <Dialog title={texts.users.issue} onClose={onClose} dismissable={name === '' && scopes.length === 0}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <TextField label={texts.users.tokenName} value={name} onChange={setName} hint={texts.users.tokenNameHint} error={fields['name']} autoFocus />
        {isMaster && (
          <RadioField
            label={texts.users.audience}
            inline
            value={audience}
            onChange={(id) => change(id as TokenAudience)}
            options={(['MACHINE', 'ANALYST'] as const).map((id) => ({ id, label: label('TokenAudience', id) }))}
            error={fields['audience']}
          />
        )}
        {isMaster && (
          <SelectField
            label={texts.users.holder}
            value={person}
            onChange={(id) => id && setPerson(id)}
            options={(data?.staff.nodes ?? []).map((one) => ({ id: one.id, label: one.name, detail: label('Role', one.role) }))}
            hint={texts.users.holderHint}
            error={fields['holderId']}
          />
        )}
        <fieldset className="users-scopes">
          <legend>{texts.users.scopes}</legend>
          {scopesFor(audience).map((scope) => (
            <CheckField key={scope} checked={scopes.includes(scope)} onChange={() => setScopes((before) => toggledScope(before, scope))}>
              {label('TokenScope', scope)}
            </CheckField>
          ))}
          {fields['scopes'] && <span className="field-error" role="alert">{fields['scopes']}</span>}
        </fieldset>
        <div className="form-columns">
          <TextField
            label={texts.users.days}
            mode="numeric"
            value={days}
            onChange={setDays}
            hint={texts.users.daysHint(mostDays(audience))}
            error={badNumber(goodDays) ?? fields['days']}
          />
          <TextField
            label={<>{texts.users.budgetLabel} <span className="muted">({texts.common.optional})</span></>}
            mode="numeric"
            value={budget}
            onChange={setBudget}
            hint={texts.users.budgetHint}
            error={badNumber(goodBudget) ?? fields['budgetPerHour']}
          />
        </div>
        <section className="effect" aria-label={texts.users.effect}><h3>{texts.users.effect}</h3><p>{texts.users.issueEffect}</p></section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button
            type="submit"
            tone="primary"
            blocked={scopes.length === 0 ? texts.users.chooseScope : null}
            busy={acting.isBusy && texts.users.sending}
          >
            {texts.users.issue}
          </Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

/** Makes a token that follows another: both work for a while, so that no request fails. */
export function RotateToken({ token, onClose, onDone }: { readonly token: Token; readonly onClose: () => void; readonly onDone: Made }) {
  const texts = useOfficeTexts();
  const [days, setDays] = useState('30');
  const [hours, setHours] = useState('24');
  const [isSent, setSent] = useState(false);
  const acting = useAct(AccessTokenRotateDocument, ['overlapHours', 'days']);
  const goodDays = wholeNumber(days);
  const goodHours = wholeNumber(hours);
  const send = async () => {
    setSent(true);
    if (goodDays === null || goodHours === null) return;
    const payload = await acting.send({ tokenId: token.id, overlapHours: goodHours, days: goodDays });
    if (payload) onDone(token.name, payload.token);
  };
  return (
    <Dialog title={texts.users.rotateOf(token.name)} onClose={onClose}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <div className="form-columns">
          <TextField
            label={texts.users.days}
            mode="numeric"
            value={days}
            onChange={setDays}
            hint={texts.users.daysHint(mostDays(token.audience))}
            error={isSent && goodDays === null ? texts.users.badNumber : acting.refusals.fields['days']}
            autoFocus
          />
          <TextField
            label={texts.users.overlap}
            mode="numeric"
            value={hours}
            onChange={setHours}
            hint={texts.users.overlapHint}
            error={isSent && goodHours === null ? texts.users.badNumber : acting.refusals.fields['overlapHours']}
          />
        </div>
        <section className="effect" aria-label={texts.users.effect}><h3>{texts.users.effect}</h3><p>{texts.users.rotateEffect(hours)}</p></section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" busy={acting.isBusy && texts.users.sending}>{texts.users.rotate}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

export function RevokeToken({ token, onClose, onDone }: { readonly token: Token; readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = useOfficeTexts();
  const acting = useAct(AccessTokenRevokeDocument);
  const send = async () => {
    if (await acting.send({ tokenId: token.id })) onDone();
  };
  return (
    <Dialog title={texts.users.revokeOf(token.name)} onClose={onClose} alert>
      <p>{texts.users.revokeAsk(token.holder.name)}</p>
      {acting.refusals.whole && <Notice tone="bad" role="alert">{acting.refusals.whole}</Notice>}
      <DialogFoot>
        <Button autoFocus onPress={onClose}>{texts.common.back}</Button>
        <Button tone="danger" busy={acting.isBusy && texts.users.sending} onPress={() => void send()}>{texts.users.revoke}</Button>
      </DialogFoot>
    </Dialog>
  );
}

/** The secret of a token, which the house shows this once. Escape and the cross do not lose it: only the button that says it is kept closes. */
export function TokenSecret({ name, secret, onClose }: { readonly name: string; readonly secret: string | null; readonly onClose: () => void }) {
  const texts = useOfficeTexts();
  const [isWarned, setWarned] = useState(false);
  return (
    <Dialog title={texts.users.secretOf(name)} onClose={secret ? () => setWarned(true) : onClose} dismissable={false} alert>
      {secret ? (
        <>
          <Notice tone="warn">{texts.users.secretOnce}</Notice>
          <p className="users-secret"><code>{secret}</code> <CopyButton text={secret} what={texts.users.token} /></p>
          {isWarned && <Notice tone="bad" role="alert">{texts.users.secretStay}</Notice>}
        </>
      ) : <Notice tone="bad">{texts.users.secretGone}</Notice>}
      <DialogFoot><Button tone="primary" autoFocus onPress={onClose}>{texts.users.secretKept}</Button></DialogFoot>
    </Dialog>
  );
}
