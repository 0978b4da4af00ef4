import { Button, Dialog, DialogFoot, FormBox, Notice, SelectField, TextArea, TextField } from '@qoricash/kit';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import {
  ColleaguesDocument, PortfolioDocument, type Role, UserDeactivateDocument, UserForcePasswordChangeDocument, UserInviteDocument, UserRehireDocument, UserResetTotpDocument,
  UserUpdateDocument, WorkInHandDocument,
} from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { type Person, type PersonAct, roleFixed, staffRoles } from './people.ts';
import { Ask } from './RightDialogs.tsx';

interface ActProps {
  readonly person: Person;
  readonly me: string;
  readonly onClose: () => void;
  readonly onDone: (told: string) => void;
}

/** One act about a person: what it comes to, and its verb. */
export function PersonDialog({ act, ...props }: ActProps & { readonly act: PersonAct }) {
  if (act === 'update') return <Update {...props} />;
  if (act === 'deactivate') return <Deactivate {...props} />;
  return <Plain act={act} {...props} />;
}

/** The acts that need nothing but a yes. */
function Plain({ act, person, onClose, onDone }: ActProps & { readonly act: Exclude<PersonAct, 'update' | 'deactivate'> }) {
  const texts = useOfficeTexts();
  const all = {
    invite: useAct(UserInviteDocument), password: useAct(UserForcePasswordChangeDocument), totp: useAct(UserResetTotpDocument), rehire: useAct(UserRehireDocument),
  };
  const acting = all[act];
  const send = async () => {
    if (await acting.send({ userId: person.id })) onDone(texts.users.actDone[act](person.name));
  };
  return (
    <Ask title={`${texts.users.acts[act]} · ${person.name}`} isDanger={act === 'password' || act === 'totp'} acting={acting} verb={texts.users.acts[act]} onClose={onClose} onSend={() => void send()}>
      {texts.users.actAsk[act](person.email ?? person.name)}
    </Ask>
  );
}

/** Corrects who a person is, or gives it another role; where work stays behind, somebody takes it over. */
function Update({ person, me, onClose, onDone }: ActProps) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? '');
  const [dni, setDni] = useState(person.dni ?? '');
  const [role, setRole] = useState<Role>(person.role);
  const [operationsTo, setOperationsTo] = useState<string | null>(null);
  const acting = useAct(UserUpdateDocument, ['name', 'email', 'dni', 'role', 'operationsTo']);
  const { fields } = acting.refusals;
  const changed = {
    ...(name !== person.name && { name }), ...(email !== (person.email ?? '') && { email }), ...(dni !== (person.dni ?? '') && { dni }), ...(role !== person.role && { role }),
  };
  const isTouched = Object.keys(changed).length > 0;
  const fixed = roleFixed(person, me);
  useDirty(isTouched);
  const send = async () => {
    const payload = await acting.send({ userId: person.id, ...changed, ...(operationsTo && { operationsTo }) });
    if (payload) onDone(`${texts.users.updated} ${moved(texts.users, 0, payload.movedOperations, payload.leftOperations)}`.trim());
  };
  return (
    <Dialog title={`${texts.users.acts.update} · ${person.name}`} onClose={onClose} dismissable={!isTouched}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <TextField label={texts.users.name} value={name} onChange={setName} error={fields['name']} autoFocus />
        <TextField label={texts.users.email} type="email" value={email} onChange={setEmail} hint={texts.users.emailChange} error={fields['email']} />
        <TextField label={texts.users.dni} mode="numeric" value={dni} onChange={setDni} hint={texts.users.dniEmpty} error={fields['dni']} />
        {fixed ? <Notice tone="info">{texts.users.roleFixed[fixed === 'self' ? 'self' : 'office']}</Notice> : (
          <SelectField
            label={texts.users.role}
            value={role}
            onChange={(id) => id && setRole(id as Role)}
            options={staffRoles.map((id) => ({ id, label: label('Role', id) }))}
            error={fields['role']}
          />
        )}
        {role !== person.role && <Heir role="OPERATOR" person={person} label={texts.users.operationsTo} hint={texts.users.operationsToRole} value={operationsTo} onChange={setOperationsTo} error={fields['operationsTo']} />}
        <section className="effect" aria-label={texts.users.effect} aria-live="polite">
          <h3>{texts.users.effect}</h3>
          {!isTouched && <p className="muted">{texts.users.nothingChanged}</p>}
          {'email' in changed && <p>{texts.users.emailEffect}</p>}
          {'role' in changed && <p>{texts.users.roleEffect(label('Role', person.role), label('Role', role))}</p>}
          {isTouched && !('email' in changed) && !('role' in changed) && <p>{texts.users.dataEffect}</p>}
        </section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" blocked={isTouched ? null : texts.users.nothingChanged} busy={acting.isBusy && texts.users.sending}>
            {texts.users.acts.update}
          </Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

/** Lets somebody go: what it holds is counted before, and told after. */
function Deactivate({ person, onClose, onDone }: ActProps) {
  const texts = useOfficeTexts();
  const [reason, setReason] = useState('');
  const [portfolioTo, setPortfolioTo] = useState<string | null>(null);
  const [operationsTo, setOperationsTo] = useState<string | null>(null);
  const portfolio = useAsk(PortfolioDocument, { id: person.id }, { policy: 'network-only' });
  const work = useAsk(WorkInHandDocument, { id: person.id }, { policy: 'network-only' });
  const acting = useAct(UserDeactivateDocument, ['reason', 'portfolioTo', 'operationsTo']);
  const { fields } = acting.refusals;
  const clients = portfolio.data?.clients.totalCount ?? 0;
  const operations = work.data?.operations.totalCount ?? 0;
  useDirty(reason !== '');
  const send = async () => {
    const payload = await acting.send({ userId: person.id, reason, ...(portfolioTo && { portfolioTo }), ...(operationsTo && { operationsTo }) });
    if (payload) onDone(`${texts.users.left(person.name)} ${moved(texts.users, payload.movedClients, payload.movedOperations, payload.leftOperations)}`.trim());
  };
  return (
    <Dialog title={`${texts.users.acts.deactivate} · ${person.name}`} onClose={onClose} dismissable={reason === ''}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <TextArea label={texts.users.reason} value={reason} onChange={setReason} hint={texts.users.reasonHint} error={fields['reason']} rows={2} autoFocus />
        {clients > 0 && <Heir role="TRADER" person={person} label={texts.users.portfolioTo} hint={texts.users.portfolioToHint} value={portfolioTo} onChange={setPortfolioTo} error={fields['portfolioTo']} />}
        <Heir
          role="OPERATOR"
          person={person}
          label={texts.users.operationsTo}
          hint={texts.users.operationsToHint}
          value={operationsTo}
          onChange={setOperationsTo}
          error={fields['operationsTo']}
        />
        <section className="effect" aria-label={texts.users.effect} aria-live="polite">
          <h3>{texts.users.effect}</h3>
          <ul>
            <li>{texts.users.leaveEffect}</li>
            <li>{portfolio.data ? texts.users.leaveClients(clients) : texts.common.loading}</li>
            <li>{work.data ? texts.users.leaveOperations(operations) : texts.common.loading}</li>
            <li>{texts.users.leaveBack}</li>
          </ul>
        </section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="danger" busy={acting.isBusy && texts.users.sending}>{texts.users.acts.deactivate}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

const nobody = 'NOBODY';

/** Who takes over what a person leaves behind; nobody chosen leaves it to the house. */
function Heir({ role, person, label, hint, value, onChange, error }: {
  readonly role: Role;
  readonly person: Person;
  readonly label: string;
  readonly hint: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error: string | undefined;
}) {
  const texts = useOfficeTexts();
  const { data } = useAsk(ColleaguesDocument, { role });
  const others = (data?.staff.nodes ?? []).filter(({ id }) => id !== person.id).map(({ id, name }) => ({ id, label: name }));
  return <SelectField label={label} hint={hint} value={value ?? nobody} onChange={(id) => onChange(id === nobody ? null : id)} options={[
    { id: nobody, label: texts.users.houseDecides }, ...others,
  ]} error={error} />;
}

/** What went over and what waits, in words; nothing where nothing moved. */
function moved(texts: ReturnType<typeof useOfficeTexts>['users'], clients: number, operations: number, left: number): string {
  return [
    clients > 0 && texts.movedClients(clients), operations > 0 && texts.movedOperations(operations), left > 0 && texts.leftOperations(left),
  ].filter(Boolean).join(' ');
}
