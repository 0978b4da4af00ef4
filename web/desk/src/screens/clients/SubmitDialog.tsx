import { SelectField } from '@qoricash/kit';
import { useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { type ClientDocumentKind, DocumentSubmitDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { FileDrop } from '../../house/FileDrop.tsx';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from './ActForm.tsx';
import { type ClientDetail, paperKinds } from './clients.ts';

/** Sends a paper in a client's name: what is missing comes first. */
export function SubmitDialog({ client, onClose }: { readonly client: ClientDetail; readonly onClose: () => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { can } = useViewer();
  const words = texts.clients.papers;
  const kinds = paperKinds(client.identification, can.kycReview);
  const [kind, setKind] = useState<string | null>(kinds[0] ?? null);
  const [fileId, setFile] = useState('');
  const acting = useAct(DocumentSubmitDocument, ['kind', 'fileId']);
  const send = async () => {
    if (await acting.send({ clientId: client.id, kind: kind as ClientDocumentKind, fileId })) onClose();
  };
  return (
    <ActForm
      title={words.sendTitle(client.fullName)}
      verb={words.send}
      effects={words.effects}
      acting={acting}
      isTouched={fileId !== ''}
      blocked={fileId === '' ? words.noFile : null}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SelectField
        label={words.kind}
        value={kind}
        onChange={setKind}
        options={kinds.map((id) => ({ id, label: label('ClientDocumentKind', id) }))}
        error={acting.refusals.fields['kind']}
      />
      <FileDrop purpose="CLIENT_DOCUMENT" value={fileId} onChange={setFile} error={acting.refusals.fields['fileId']} />
    </ActForm>
  );
}
