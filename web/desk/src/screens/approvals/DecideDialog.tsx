import { Facts, limaExact, TextArea } from '@qoricash/kit';
import { useState } from 'react';
import { type ProposalDecision, ProposalDecideDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from '../clients/ActForm.tsx';
import { aboutOf, type Proposal } from './approvals.ts';
import { ChangeWords } from './ChangeWords.tsx';

/** Decides a proposal: what it changes, who asked for it and why, what will happen, and a note that declining needs. */
export function DecideDialog({ proposal, decision, now, onClose }: {
  readonly proposal: Proposal;
  readonly decision: ProposalDecision;
  /** What its parameter is at present. */
  readonly now: string | null;
  readonly onClose: () => void;
}) {
  const texts = useOfficeTexts();
  const words = texts.approvals;
  const [note, setNote] = useState('');
  const acting = useAct(ProposalDecideDocument, ['note']);
  const about = proposal.client?.fullName ?? proposal.parameter?.label ?? proposal.user?.name ?? aboutOf(proposal) ?? words.draft;
  const send = async () => {
    if (await acting.send({ proposalId: proposal.id, decision, ...(note.trim() && { note: note.trim() }) })) onClose();
  };
  const effects = decision === 'CONFIRMED' ? words.effects[proposal.kind] : words.noEffect[decision];
  return (
    <ActForm
      title={words.decideTitle(words.verb[decision], words.kind[proposal.kind], about)}
      verb={words.verb[decision]}
      effects={effects}
      acting={acting}
      isTouched={note !== ''}
      danger={decision !== 'CONFIRMED'}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Facts
        facts={[
          { name: words.change, value: <ChangeWords proposal={proposal} now={now} />, wide: true },
          { name: words.asked, value: proposal.proposer.name },
          { name: words.when, value: limaExact(proposal.createdAt) },
          ...(proposal.note ?? proposal.parameter?.reason ? [{ name: words.note, value: proposal.note ?? proposal.parameter?.reason, wide: true }] : []),
          ...(proposal.parameter?.source ? [{ name: words.source, value: proposal.parameter.source, wide: true }] : []),
          ...(proposal.parameter ? [{ name: words.from, value: limaExact(proposal.parameter.validFrom), wide: true }] : []),
        ]}
      />
      <TextArea
        label={decision === 'DECLINED' ? words.why : <>{words.comment} <span className="muted">({texts.common.optional})</span></>}
        hint={decision === 'DECLINED' ? words.whyHint : undefined}
        value={note}
        onChange={setNote}
        error={acting.refusals.fields['note']}
        autoFocus
      />
    </ActForm>
  );
}
