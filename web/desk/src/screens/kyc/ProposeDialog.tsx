import { Notice, TextArea } from '@qoricash/kit';
import { useState } from 'react';
import { IdentificationProposeDocument, type KycReason } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from '../clients/ActForm.tsx';
import { ReasonField } from './ReasonField.tsx';
import { declaredOf, type Review, unread } from './review.ts';

/** Proposes the decision that somebody else makes. What was compared goes along as a note, so that the second person reads it. */
export function ProposeDialog({ client, approve, ticked, onClose }: {
  readonly client: Review;
  readonly approve: boolean;
  readonly ticked: ReadonlySet<string>;
  readonly onClose: () => void;
}) {
  const texts = useOfficeTexts();
  const words = texts.kyc;
  const fields = declaredOf(client);
  const names = (those: typeof fields) => those.map(({ field }) => words.field[field].toLowerCase()).join(', ');
  const compared = fields.filter(({ field }) => ticked.has(field));
  const missed = fields.filter(({ field }) => !ticked.has(field));
  const begun = approve && compared.length > 0 ? words.checkedNote(names(compared)) : '';
  const [note, setNote] = useState(begun);
  const [reason, setReason] = useState<string | null>(null);
  const acting = useAct(IdentificationProposeDocument, ['reason', 'note']);
  const waits = unread(client.identification?.documents ?? []).length;
  const send = async () => {
    const input = { clientId: client.id, approve, ...(!approve && { reason: reason as KycReason }), ...(note.trim() && { note: note.trim() }) };
    if (await acting.send(input)) onClose();
  };
  const verb = approve ? words.proposeApprove : words.proposeReject;
  return (
    <ActForm
      title={words.proposeTitle(verb, client.fullName)}
      verb={verb}
      effects={approve ? words.approveEffects : words.refuseEffects}
      acting={acting}
      isTouched={note !== begun || reason !== null}
      blocked={!approve && reason === null ? words.chooseReason : null}
      danger={!approve}
      onSend={() => void send()}
      onClose={onClose}
    >
      {approve && waits > 0 && <Notice tone="warn">{words.allJudged(waits)}</Notice>}
      {approve && missed.length > 0 && <Notice tone="warn">{words.unchecked(names(missed))}</Notice>}
      {!approve && <ReasonField value={reason} onChange={setReason} error={acting.refusals.fields['reason']} />}
      <TextArea
        label={<>{words.note} <span className="muted">({texts.common.optional})</span></>}
        value={note}
        onChange={setNote}
        error={acting.refusals.fields['note']}
      />
    </ActForm>
  );
}
