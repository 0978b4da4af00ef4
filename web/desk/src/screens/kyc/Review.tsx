import { Age, Button, Denied, Failure, Skeleton } from '@qoricash/kit';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { type LookUpQuery, type ProposalDecision, ReviewByIdDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { decisionsOf } from '../approvals/approvals.ts';
import { DecideDialog } from '../approvals/DecideDialog.tsx';
import { useClientNews } from '../clients/useClients.ts';
import { KycBadge } from '../clients/columns.tsx';
import { useChecks } from './checks.ts';
import { DeclaredCard } from './DeclaredCard.tsx';
import { JudgeDialog } from './JudgeDialog.tsx';
import { useReviewQueue } from './Kyc.tsx';
import { PaperViewer } from './PaperViewer.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { blockVerdict, nextOf, type Review as Client, unread, waitsSince } from './review.ts';
import { ReviewCard } from './ReviewCard.tsx';
import '../clients/clients.css';
import './kyc.css';

export type Found = LookUpQuery['documentLookup'];

/** One identification: what was declared beside the papers, what a register says, who else sent the same, and the verdicts. */
export default function Review() {
  const texts = useOfficeTexts();
  const { id = '' } = useParams({ strict: false });
  const { data, problem, isLoading, again } = useAsk(ReviewByIdDocument, { id });
  const found = data?.node;
  const client = found?.__typename === 'Client' ? found : null;
  useClientNews(id, again);
  return (
    <div className="screen">
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {client && <Whole key={client.id} client={client} />}
      {!client && isLoading && <Skeleton rows={10} label={texts.common.loading} />}
      {!client && !isLoading && !problem && <Denied>{texts.common.notFound}</Denied>}
    </div>
  );
}

type Open =
  | { readonly what: 'judge'; readonly accept: boolean }
  | { readonly what: 'propose'; readonly approve: boolean }
  | { readonly what: 'decide'; readonly decision: ProposalDecision };

function Whole({ client }: { readonly client: Client }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const navigate = useNavigate();
  const queue = useReviewQueue();
  const papers = client.identification?.documents ?? [];
  const proposal = client.identification?.proposal ?? null;
  const [chosen, setChosen] = useState<string | null>(() => unread(papers)[0]?.id ?? null);
  const [open, setOpen] = useState<Open | null>(null);
  const [ticked, toggle] = useChecks(client.id);
  const [lookUp, setLookUp] = useState<Found | undefined>(undefined);
  const paper = papers.find(({ id }) => id === chosen) ?? papers[0] ?? null;

  const ids = queue.rows.map(({ id }) => id);
  const next = nextOf(ids, client.id);
  const goNext = () => next && void navigate({ to: '/kyc/$id', params: { id: next } });
  const isWaiting = client.kycStatus === 'IN_REVIEW';
  const blockPropose = !isWaiting ? texts.kyc.notWaiting : proposal ? texts.kyc.hasProposal : null;
  const blockJudge = (accept: boolean) => {
    const block = paper && blockVerdict(paper, accept, client.kycStatus);
    return block === 'ALREADY' ? texts.kyc.already[`${accept}`] : block ? texts.kyc.judged : null;
  };
  const mayJudge = (accept: boolean) => open === null && paper !== null && blockJudge(accept) === null;
  const decide = (decision: ProposalDecision) => proposal !== null && open === null && decisionsOf(proposal).includes(decision);
  useKeys(texts.screens.review, [
    ...papers.slice(0, 9).map(({ id, kind }, place) => ({
      keys: String(place + 1), label: `${texts.kyc.keys.paper}: ${label('ClientDocumentKind', kind)}`, act: () => setChosen(id),
      when: () => open === null,
    })),
    { keys: 'a', label: texts.kyc.accept, act: () => setOpen({ what: 'judge', accept: true }), when: () => mayJudge(true) },
    { keys: 'Shift+A', label: texts.kyc.reject, act: () => setOpen({ what: 'judge', accept: false }), when: () => mayJudge(false) },
    { keys: 'p', label: texts.kyc.proposeApprove, act: () => setOpen({ what: 'propose', approve: true }), when: () => open === null && blockPropose === null },
    { keys: 'Shift+P', label: texts.kyc.proposeReject, act: () => setOpen({ what: 'propose', approve: false }), when: () => open === null && blockPropose === null },
    { keys: 'd', label: texts.approvals.verb.CONFIRMED, act: () => setOpen({ what: 'decide', decision: 'CONFIRMED' }), when: () => decide('CONFIRMED') },
    { keys: 'n', label: texts.kyc.keys.next, act: goNext, when: () => open === null && next !== null },
    { keys: 'Escape', label: texts.common.back, act: () => void navigate({ to: '/kyc' }), when: () => open === null },
  ]);
  const since = waitsSince(client);
  const place = ids.indexOf(client.id);
  return (
    <>
      <header className="client-head">
        <Link to="/kyc" className="back">‹ {texts.kyc.back}</Link>
        {place >= 0 && <span className="muted">{texts.kyc.place(place + 1, queue.total ?? ids.length)}</span>}
        <h1>{client.fullName}</h1>
        <KycBadge status={client.kycStatus} label={label} />
        {isWaiting && since && <span className="muted">{texts.kyc.waits} <Age at={since} /></span>}
        <Link to="/clients/$id" params={{ id: client.id }}>{texts.kyc.profile}</Link>
        {next && <Button shortcut="n" icon="right" onPress={goNext}>{texts.kyc.next}</Button>}
      </header>
      <div className="review-grid">
        <DeclaredCard client={client} lookUp={lookUp ?? null} ticked={ticked} onTick={toggle} />
        <PaperViewer papers={papers} paper={paper} onChoose={setChosen} blocked={blockJudge} onJudge={(accept) => setOpen({ what: 'judge', accept })} />
        <ReviewCard
          client={client}
          ticked={ticked}
          lookUp={lookUp}
          onLookUp={setLookUp}
          blocked={blockPropose}
          onPropose={(approve) => setOpen({ what: 'propose', approve })}
          onDecide={(decision) => setOpen({ what: 'decide', decision })}
        />
      </div>
      {open?.what === 'judge' && paper && (
        <JudgeDialog
          key={paper.id}
          paper={paper}
          accept={open.accept}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            setChosen(unread(papers).find(({ id }) => id !== paper.id)?.id ?? paper.id);
          }}
        />
      )}
      {open?.what === 'propose' && <ProposeDialog client={client} approve={open.approve} ticked={ticked} onClose={() => setOpen(null)} />}
      {open?.what === 'decide' && proposal && <DecideDialog proposal={proposal} decision={open.decision} now={null} onClose={() => setOpen(null)} />}
    </>
  );
}
