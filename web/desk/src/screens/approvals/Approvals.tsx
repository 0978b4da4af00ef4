import { Age, Badge, Button, Card, Countdown, done, Empty, Failure, Icon, over, Skeleton, type State, Time } from '@qoricash/kit';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { ApprovalsDocument, ParametersNowDocument, type ProposalDecision } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { aboutOf, type ApprovalView, decisionsOf, inView, parseApprovalSearch, type Proposal, views } from './approvals.ts';
import { ChangeWords } from './ChangeWords.tsx';
import { DecideDialog } from './DecideDialog.tsx';

interface Deciding {
  readonly proposal: Proposal;
  readonly decision: ProposalDecision;
}

/** What waits for a second person, one's own among it and not decidable, and what was decided lately. */
export default function Approvals() {
  const texts = useOfficeTexts();
  const navigate = useNavigate();
  const viewer = useViewer();
  const { view = 'open' } = parseApprovalSearch(useSearch({ strict: false }));
  const list = usePages(ApprovalsDocument, { first: 50, filter: { open: view !== 'decided' } }, ({ approvals }) => approvals);
  const parameters = useAsk(ParametersNowDocument, {});
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // What was decided elsewhere changes where it stands; what is new is read.
  useDeskEvents({
    onEvent: (event) => {
      if (event.__typename === 'ApprovalEvent' && !list.rows.some(({ id }) => id === event.proposal.id)) list.again();
    },
    onReload: list.again,
  });

  const rows = inView(list.rows, view, viewer.staffMember?.id ?? '');
  const place = Math.max(0, rows.findIndex(({ id }) => id === active));
  const standing = rows[place];
  const nowOf = ({ parameter }: Proposal) => parameters.data?.parameters.find(({ key }) => key === parameter?.key)?.value.text ?? null;
  const go = (next: ApprovalView) => void navigate({ to: '/approvals', search: (next === 'open' ? {} : { view: next }) as never, replace: true });
  const move = (step: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, place + step))];
    if (!next) return;
    setActive(next.id);
    box.current?.querySelector<HTMLElement>(`[data-id="${next.id}"]`)?.focus();
  };
  const may = (decision: ProposalDecision) => deciding === null && standing !== undefined && decisionsOf(standing).includes(decision);
  const begin = (decision: ProposalDecision) => standing && setDeciding({ proposal: standing, decision });
  useKeys(texts.screens.approvals, [
    { keys: 'j', label: texts.approvals.keys.down, act: () => move(active === null ? 0 : 1), when: () => deciding === null },
    { keys: 'k', label: texts.approvals.keys.up, act: () => move(-1), when: () => deciding === null },
    { keys: 'a', label: texts.approvals.verb.CONFIRMED, act: () => begin('CONFIRMED'), when: () => may('CONFIRMED') },
    { keys: 'Shift+A', label: texts.approvals.verb.DECLINED, act: () => begin('DECLINED'), when: () => may('DECLINED') },
    { keys: 'w', label: texts.approvals.verb.WITHDRAWN, act: () => begin('WITHDRAWN'), when: () => may('WITHDRAWN') },
  ]);
  return (
    <div className="screen" ref={box}>
      <div className="screen-head">
        <h1>{texts.screens.approvals}</h1>
        <span className="screen-lead">{texts.approvals.lead}</span>
      </div>
      <nav className="view-tabs" aria-label={texts.queue.views}>
        {views.map((one) => (
          <button key={one} type="button" className="view-tab" aria-current={one === view ? 'page' : undefined} onClick={() => go(one)}>
            {texts.approvals.view[one]}
          </button>
        ))}
      </nav>
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      {list.isLoading && list.rows.length === 0 && <Skeleton rows={8} label={texts.common.loading} />}
      {!list.isLoading && rows.length === 0 && !list.problem && <Empty icon="stamp">{texts.approvals.empty[view]}</Empty>}
      <ul className="proposals">
        {rows.map((proposal) => (
          <li
            key={proposal.id}
            data-id={proposal.id}
            tabIndex={-1}
            aria-current={proposal.id === standing?.id ? 'true' : undefined}
            onFocus={() => setActive(proposal.id)}
          >
            <ProposalCard
              proposal={proposal}
              now={nowOf(proposal)}
              isStanding={proposal.id === standing?.id}
              onDecide={(decision) => setDeciding({ proposal, decision })}
            />
          </li>
        ))}
      </ul>
      <MoreRows list={list} />
      {deciding && <DecideDialog {...deciding} now={nowOf(deciding.proposal)} onClose={() => setDeciding(null)} />}
    </div>
  );
}

const decisionStates: Readonly<Record<ProposalDecision, State>> = { CONFIRMED: done, DECLINED: { tone: 'bad', icon: 'cross' }, WITHDRAWN: over };

function ProposalCard({ proposal, now, isStanding, onDecide }: {
  readonly proposal: Proposal;
  readonly now: string | null;
  readonly isStanding: boolean;
  readonly onDecide: (decision: ProposalDecision) => void;
}) {
  const texts = useOfficeTexts();
  const words = texts.approvals;
  const { client, parameter, user, decision } = proposal;
  const decisions = decisionsOf(proposal);
  const isGrey = !proposal.decision && !proposal.mayDecide.allowed;
  return (
    <Card>
      <div className={isGrey ? 'proposal proposal-grey' : 'proposal'}>
        <div className="proposal-what">
          <h2>
            {words.kind[proposal.kind]}:{' '}
            {client
              ? <Link to={isReview(proposal) ? '/kyc/$id' : '/clients/$id'} params={{ id: client.id }}>{client.fullName}</Link>
              : (parameter?.label ?? user?.name ?? aboutOf(proposal) ?? words.draft)}
          </h2>
          <ChangeWords proposal={proposal} now={now} />
          {(proposal.note ?? parameter?.reason) && <p className="proposal-note">«{proposal.note ?? parameter?.reason}»</p>}
        </div>
        <p className="proposal-who muted">
          {words.askedBy(proposal.proposer.name)} · {decision ? <Time at={proposal.createdAt} /> : <Age at={proposal.createdAt} />}
          {!decision && proposal.expiresAt && <> · {words.expires} <Countdown until={proposal.expiresAt} lateWord={words.expired} /></>}
        </p>
        {decision ? (
          <p className="proposal-end">
            <Badge state={decisionStates[decision]}>{words.decided[decision]}</Badge>{' '}
            <span className="muted">{proposal.decider?.name} {proposal.decidedAt && <Time at={proposal.decidedAt} />}</span>
            {proposal.decisionNote && <span className="proposal-note"> «{proposal.decisionNote}»</span>}
          </p>
        ) : (
          <div className="proposal-end">
            {isGrey && <p className="proposal-why" id={`${proposal.id}-why`}><Icon name="heads" /> {proposal.mayDecide.message ?? words.decides(proposal.deciders)}</p>}
            <span className="button-row">
              {decisions.map((one) => (
                <Button
                  key={one}
                  tone={one === 'CONFIRMED' ? 'primary' : one === 'DECLINED' ? 'danger' : 'plain'}
                  shortcut={isStanding ? decisionKeys[one] : undefined}
                  onPress={() => onDecide(one)}
                >
                  {words.verb[one]}
                </Button>
              ))}
            </span>
          </div>
        )}
      </div>
    </Card>
  );
}

/** What is decided with the papers of a client before one's eyes. */
const isReview = ({ kind, decision }: Proposal) => !decision && (kind === 'KYC_APPROVE' || kind === 'KYC_REJECT');

const decisionKeys: Readonly<Record<ProposalDecision, string>> = { CONFIRMED: 'a', DECLINED: 'Shift+A', WITHDRAWN: 'w' };
