import { Badge, Button, Card, done, Icon, Notice, Time, waiting } from '@qoricash/kit';
import { useState } from 'react';
import { LookUpDocument, type ProposalDecision } from '../../gql/graphql.ts';
import { client as houseClient } from '../../house/client.ts';
import { documentOf } from '../../house/documents.ts';
import { problemOfResult } from '../../house/transport.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { decisionsOf } from '../approvals/approvals.ts';
import { ChangeWords } from '../approvals/ChangeWords.tsx';
import type { Found } from './Review.tsx';
import { declaredOf, duplicates, type Review, unread } from './review.ts';

/** What is done and what is open of a review, the register, and the proposal with who decides it. */
export function ReviewCard({ client, ticked, lookUp, onLookUp, blocked, onPropose, onDecide }: {
  readonly client: Review;
  readonly ticked: ReadonlySet<string>;
  /** Undefined until the register was asked, null where it knows nobody. */
  readonly lookUp: Found | undefined;
  readonly onLookUp: (found: Found) => void;
  readonly blocked: string | null;
  readonly onPropose: (approve: boolean) => void;
  readonly onDecide: (decision: ProposalDecision) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.kyc;
  const { identification } = client;
  const proposal = identification?.proposal ?? null;
  const isJudged = unread(identification?.documents ?? []).length === 0;
  const isCompared = declaredOf(client).every(({ field }) => ticked.has(field));
  const steps = [
    { word: words.step.sent, isDone: identification?.missing.length === 0 },
    { word: words.step.judged, isDone: isJudged },
    { word: words.step.compared, isDone: isCompared },
    { word: words.step.looked, isDone: lookUp !== undefined },
    { word: words.step.proposed, isDone: proposal !== null },
  ];
  const count = duplicates(client);
  return (
    <Card title={words.review}>
      <div className="review-body">
        <h3>{words.checklist}</h3>
        <ul className="plain-list">
          {steps.map(({ word, isDone }) => <li key={word}><Badge state={isDone ? done : waiting}>{isDone ? words.done : words.open}</Badge> {word}</li>)}
        </ul>
        {identification && identification.missing.length > 0 && (
          <p>{words.missing}: {identification.missing.map((kind) => label('ClientDocumentKind', kind)).join(', ')}</p>
        )}
        <LookUp client={client} lookUp={lookUp} onLookUp={onLookUp} />
        <p>{count > 0 ? <Badge state={{ tone: 'warn', icon: 'twins' }}>{words.alike(count)}</Badge> : <span className="muted">{words.noAlike}</span>}</p>
        {proposal && (
          <section className="review-proposal" aria-label={words.proposal}>
            <h3>{texts.approvals.kind[proposal.kind]}</h3>
            <ChangeWords proposal={proposal} now={null} />
            <p className="muted">{texts.approvals.askedBy(proposal.proposer.name)} · <Time at={proposal.createdAt} /></p>
            {proposal.note && <p className="proposal-note">«{proposal.note}»</p>}
            {!proposal.mayDecide.allowed && <p className="proposal-why"><Icon name="heads" /> {proposal.mayDecide.message}</p>}
            <div className="button-row">
              {decisionsOf(proposal).map((one) => (
                <Button
                  key={one}
                  tone={one === 'CONFIRMED' ? 'primary' : one === 'DECLINED' ? 'danger' : 'plain'}
                  shortcut={one === 'CONFIRMED' ? 'd' : undefined}
                  onPress={() => onDecide(one)}
                >
                  {texts.approvals.verb[one]}
                </Button>
              ))}
            </div>
          </section>
        )}
        <div className="button-row">
          <Button tone={proposal ? 'plain' : 'primary'} shortcut="p" blocked={blocked} onPress={() => onPropose(true)}>{words.proposeApprove}</Button>
          <Button tone="danger" shortcut="Shift+P" blocked={blocked} onPress={() => onPropose(false)}>{words.proposeReject}</Button>
        </div>
      </div>
    </Card>
  );
}

/** What the register of documents says; asked by hand, for it is asked ten times a minute at most. */
function LookUp({ client, lookUp, onLookUp }: { readonly client: Review; readonly lookUp: Found | undefined; readonly onLookUp: (found: Found) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.kyc;
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = async () => {
    setBusy(true);
    const { documentType, documentNumber } = client;
    const { data, error } = await houseClient.query(documentOf(LookUpDocument), { documentType, documentNumber }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(false);
    setProblem(problemOfResult(error)?.message ?? null);
    if (data) onLookUp(data.documentLookup);
  };
  const name = lookUp && (lookUp.legalName ?? [lookUp.paternalSurname, lookUp.maternalSurname, lookUp.givenNames].filter(Boolean).join(' '));
  return (
    <div className="look-up">
      {problem && <Notice tone="warn" role="alert">{problem}</Notice>}
      {lookUp === null && <Notice tone="warn">{words.unknown}</Notice>}
      {lookUp && (
        <p>
          <strong>{label('LookupSource', lookUp.source)}</strong>: {name}
          {lookUp.taxpayerState && <> · {words.taxpayer}: {lookUp.taxpayerState}</>} <span className="muted small">{words.at} <Time at={lookUp.at} /></span>
        </p>
      )}
      <Button icon="search" busy={isBusy && words.lookingUp} onPress={() => void ask()}>{words.lookUp}</Button> <span className="muted small">{words.lookUpHint}</span>
    </div>
  );
}
