import { RadioField, TextField } from '@qoricash/kit';
import { useState } from 'react';
import { ContactAddDocument, type ContactKind } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from './ActForm.tsx';
import type { ClientDetail } from './clients.ts';

const kinds: readonly ContactKind[] = ['EMAIL', 'PHONE'];

/** Adds a further e-mail or telephone of a client. */
export function ContactAddDialog({ client, onClose }: { readonly client: ClientDetail; readonly onClose: () => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.clients.contacts;
  const [kind, setKind] = useState<ContactKind>('EMAIL');
  const [value, setValue] = useState('');
  const [use, setUse] = useState('');
  const acting = useAct(ContactAddDocument, ['kind', 'value', 'label']);
  const { fields } = acting.refusals;
  const send = async () => {
    if (await acting.send({ clientId: client.id, kind, value: value.trim(), ...(use.trim() && { label: use.trim() }) })) onClose();
  };
  return (
    <ActForm
      title={words.addTitle}
      verb={words.add}
      effects={kind === 'EMAIL' ? words.effects : []}
      acting={acting}
      isTouched={value !== '' || use !== ''}
      onSend={() => void send()}
      onClose={onClose}
    >
      <RadioField
        label={words.kind}
        inline
        value={kind}
        onChange={(id) => setKind(id as ContactKind)}
        options={kinds.map((id) => ({ id, label: label('ContactKind', id) }))}
        error={fields['kind']}
      />
      <TextField
        label={kind === 'EMAIL' ? words.mail : words.phone}
        type={kind === 'EMAIL' ? 'email' : 'tel'}
        value={value}
        onChange={setValue}
        error={fields['value']}
        autoComplete="off"
        autoFocus
      />
      <TextField label={<>{words.label} <span className="muted">({texts.common.optional})</span></>} value={use} onChange={setUse} error={fields['label']} />
    </ActForm>
  );
}
