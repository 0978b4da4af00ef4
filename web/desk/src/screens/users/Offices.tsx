import { Age, Badge, Button, Card, Empty, Failure, limaExact, Notice, secondPerson, Skeleton, TextField } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { OfficeDecideDocument, type OfficeProposalFragment, OfficeProposalsDocument, type ProposalDecision, RightsDocument, StaffDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { usePages } from '../../house/pages.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';

/** The offices of the house: what each gives, who holds it, and what waits for a second Master. */
export function Offices({ onTold }: { readonly onTold: (text: string | null) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { can } = useViewer();
  const rights = useAsk(RightsDocument, {});
  const people = usePages(StaffDocument, { first: 100, filter: { status: ['ACTIVE'] } }, ({ staff }) => staff);
  const proposals = useAsk(OfficeProposalsDocument, {}, { pause: !can.usersWrite, policy: 'network-only' });
  const again = () => {
    people.again();
    if (can.usersWrite) proposals.again();
  };
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'ApprovalEvent' && again(), onReload: again });
  const open = proposals.data?.approvals.nodes ?? [];
  return (
    <div className="users-part">
      {rights.problem && <Failure message={rights.problem.message} requestId={rights.problem.requestId} onRetry={rights.again} />}
      {open.length > 0 && (
        <Card title={texts.users.proposals} flush>
          <ul className="users-proposals">
            {open.map((proposal) => <Proposal key={proposal.id} proposal={proposal} onTold={(text) => { onTold(text); again(); }} />)}
          </ul>
        </Card>
      )}
      <Card title={texts.users.tabs.offices} aside={<span className="muted">{texts.users.officesNote}</span>} flush>
        {rights.isLoading && <Skeleton rows={3} label={texts.common.loading} />}
        <table className="plain-table padded users-offices">
          <thead>
            <tr>
              <th scope="col">{texts.users.office}</th>
              <th scope="col">{texts.users.heldBy}</th>
              <th scope="col">{texts.users.gives}</th>
              <th scope="col">{texts.users.goesWith}</th>
              <th scope="col">{texts.users.givenBy}</th>
            </tr>
          </thead>
          <tbody>
            {(rights.data?.permissionSets ?? []).map(({ set, permissions, roles, fourEyes }) => {
              const holders = people.rows.filter(({ sets }) => sets?.includes(set));
              return (
                <tr key={set}>
                  <th scope="row">{label('PermissionSet', set)}</th>
                  <td>
                    {holders.length === 0 ? <span className="muted">{texts.users.heldByNobody}</span> : holders.map(({ id, name }) => <Link key={id} to="/users/$id" params={{ id }}>{name}</Link>)}
                  </td>
                  <td>{permissions.map((permission) => label('Permission', permission)).join(', ')}</td>
                  <td>{roles.map((role) => label('Role', role)).join(', ')}</td>
                  <td>{fourEyes ? <Badge state={secondPerson}>{texts.users.twoMasters}</Badge> : texts.users.oneMaster}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {people.rows.length > 0 && rights.data && <p className="muted small users-note">{texts.users.officesHow}</p>}
        {!people.isLoading && people.rows.length === 0 && <Empty icon="people">{texts.users.nobody}</Empty>}
      </Card>
    </div>
  );
}

/** One office that waits to be given or taken, and the decision of the second Master. */
export function Proposal({ proposal, onTold }: { readonly proposal: OfficeProposalFragment; readonly onTold: (text: string) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const [note, setNote] = useState('');
  const decide = useAct(OfficeDecideDocument, ['note']);
  const { mayDecide, kind, set, user, proposer, createdAt, deciders, expiresAt } = proposal;
  const blocked = mayDecide.allowed ? null : (mayDecide.message ?? texts.users.notYours);
  const busy = decide.isBusy && texts.users.sending;
  const send = async (decision: ProposalDecision) => {
    const given = note.trim();
    if (await decide.send({ proposalId: proposal.id, decision, ...(given && { note: given }) })) onTold(texts.users.decided[decision]);
  };
  return (
    <li className="users-proposal">
      <p>
        <Badge state={secondPerson}>{label('ProposalKind', kind)}</Badge> <strong>{set && label('PermissionSet', set)}</strong> · {user?.name}{' '}
        <span className="muted">
          {texts.users.proposedBy(proposer.name)} <Age at={createdAt} />. {texts.users.decides(deciders)} {expiresAt && texts.users.expires(limaExact(expiresAt))}
        </span>
      </p>
      {decide.refusals.whole && <Notice tone="bad" role="alert">{decide.refusals.whole}</Notice>}
      <div className="button-row">
        <Button tone="primary" blocked={blocked} busy={busy} onPress={() => void send('CONFIRMED')}>{texts.users.confirm}</Button>
        <Button
          tone="danger"
          blocked={blocked ?? (note.trim() === '' ? texts.users.noteNeeded : null)}
          busy={busy}
          onPress={() => void send('DECLINED')}
        >
          {texts.users.decline}
        </Button>
        {mayDecide.mayWithdraw && <Button busy={busy} onPress={() => void send('WITHDRAWN')}>{texts.users.withdraw}</Button>}
      </div>
      {mayDecide.allowed && <TextField label={texts.users.declineNote} value={note} onChange={setNote} error={decide.refusals.fields['note']} />}
    </li>
  );
}
