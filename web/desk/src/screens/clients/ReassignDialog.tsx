import { ComboField, TextArea } from '@qoricash/kit';
import { useState } from 'react';
import { ClientsReassignDocument, TradersDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from './ActForm.tsx';
import { type ClientRow, mostMoved } from './clients.ts';

const toHouse = 'HOUSE';

/** Moves clients to another portfolio: each with the one that it leaves and the one that it comes to. */
export function ReassignDialog({ clients, onClose, onDone }: {
  readonly clients: readonly Pick<ClientRow, 'id' | 'fullName' | 'owner'>[];
  readonly onClose: () => void;
  readonly onDone: (moved: number) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.clients.reassign;
  const { data } = useAsk(TradersDocument, {});
  const [owner, setOwner] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const acting = useAct(ClientsReassignDocument, ['ownerId', 'reason']);
  const traders = (data?.staff.nodes ?? []).map(({ id, name, role }) => ({ id, label: name, detail: label('Role', role) }));
  const options = [...traders, { id: toHouse, label: words.house }];
  const after = options.find(({ id }) => id === owner)?.label;
  const send = async () => {
    const done = await acting.send({ clientIds: clients.map(({ id }) => id), ownerId: owner === toHouse ? null : owner, reason });
    if (done) onDone(done.moved);
  };
  const blocked = clients.length > mostMoved ? words.tooMany(mostMoved) : owner === null ? words.choose : null;
  return (
    <ActForm
      title={words.title(clients.length)}
      verb={words.send}
      effects={[words.stay, words.next, ...(clients.length > 1 ? [words.all] : [])]}
      acting={acting}
      isTouched={owner !== null || reason !== ''}
      blocked={blocked}
      onSend={() => void send()}
      onClose={onClose}
    >
      <ComboField label={words.to} options={options} value={owner} onChange={setOwner} error={acting.refusals.fields['ownerId']} autoFocus />
      <TextArea label={texts.clients.reason} hint={texts.clients.reasonAudit} value={reason} onChange={setReason} error={acting.refusals.fields['reason']} />
      <div className="changes-box" role="group" aria-label={texts.clients.edit.changes} tabIndex={0}>
        <table className="changes">
          <thead><tr><th scope="col">{texts.clients.column.name}</th><th scope="col">{texts.clients.edit.before}</th>
          <th scope="col">{texts.clients.edit.after}</th></tr></thead>
          <tbody>
            {clients.map((client) => (
              <tr key={client.id}><th scope="row">{client.fullName}</th><td>{client.owner?.name ?? texts.clients.house}</td><td>{after ?? texts.clients.nothing}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
    </ActForm>
  );
}
