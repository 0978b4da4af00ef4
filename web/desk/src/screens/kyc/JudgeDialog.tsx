import { TextArea } from '@qoricash/kit';
import { useState } from 'react';
import { type ClientPaperFragment, DocumentReviewDocument, type KycReason } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from '../clients/ActForm.tsx';
import { ReasonField } from './ReasonField.tsx';

/** The verdict on one paper. A rejection takes a reason, in the words that the client reads. */
export function JudgeDialog({ paper, accept, onClose, onDone }: {
  readonly paper: ClientPaperFragment;
  readonly accept: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.kyc;
  const kind = label('ClientDocumentKind', paper.kind);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const acting = useAct(DocumentReviewDocument, ['reason', 'note']);
  const send = async () => {
    const input = { documentId: paper.id, accept, ...(!accept && { reason: reason as KycReason }), ...(note.trim() && { note: note.trim() }) };
    if (await acting.send(input)) onDone();
  };
  return (
    <ActForm
      title={accept ? words.acceptTitle(kind) : words.rejectTitle(kind)}
      verb={accept ? words.accept : words.reject}
      effects={accept ? words.acceptEffects : words.rejectEffects}
      acting={acting}
      isTouched={reason !== null || note !== ''}
      blocked={!accept && reason === null ? words.chooseReason : null}
      danger={!accept}
      onSend={() => void send()}
      onClose={onClose}
    >
      {!accept && <ReasonField value={reason} onChange={setReason} error={acting.refusals.fields['reason']} />}
      <TextArea
        label={<>{words.note} <span className="muted">({texts.common.optional})</span></>}
        value={note}
        onChange={setNote}
        error={acting.refusals.fields['note']}
        autoFocus={accept}
      />
    </ActForm>
  );
}
