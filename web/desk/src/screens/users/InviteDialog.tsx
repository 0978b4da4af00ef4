import { Button, Dialog, DialogFoot, FormBox, SelectField, TextField } from '@qoricash/kit';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { type Role, UserCreateDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { staffRoles } from './people.ts';

/** Hires somebody: the house sends a link to choose a password, and nobody else ever knows it. */
export function InviteDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (told: string) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [dni, setDni] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const acting = useAct(UserCreateDocument, ['name', 'email', 'dni', 'role']);
  const { fields } = acting.refusals;
  const isTouched = name !== '' || email !== '' || dni !== '' || role !== null;
  useDirty(isTouched);
  const send = async () => {
    if (!role) return;
    const payload = await acting.send({ name, email, ...(dni.trim() && { dni: dni.trim() }), role });
    if (payload) onDone(texts.users.invited(payload.user?.name ?? name, email));
  };
  return (
    <Dialog title={texts.users.invite} onClose={onClose} dismissable={!isTouched}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <TextField label={texts.users.name} value={name} onChange={setName} error={fields['name']} autoFocus />
        <TextField label={texts.users.email} type="email" value={email} onChange={setEmail} hint={texts.users.emailHint} error={fields['email']} />
        <TextField
          label={<>{texts.users.dni} <span className="muted">({texts.common.optional})</span></>}
          mode="numeric"
          value={dni}
          onChange={setDni}
          hint={texts.users.dniHint}
          error={fields['dni']}
        />
        <SelectField
          label={texts.users.role}
          value={role}
          onChange={(id) => setRole(id as Role | null)}
          options={staffRoles.map((id) => ({ id, label: label('Role', id) }))}
          placeholder={texts.common.choose}
          error={fields['role']}
        />
        <section className="effect" aria-label={texts.users.effect}><h3>{texts.users.effect}</h3><p>{texts.users.inviteEffect}</p></section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" blocked={role === null ? texts.users.chooseRole : null} busy={acting.isBusy && texts.users.sending}>
            {texts.users.invite}
          </Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}
