import { Button, Card, Empty, Facts, Failure, limaExact, Notice, Skeleton } from '@qoricash/kit';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { OfficeProposalsDocument, type Permission, PersonByIdDocument, RightsDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { Proposal } from './Offices.tsx';
import { OfficeDialog, RightDialog } from './RightDialogs.tsx';
import { PersonBadge } from './People.tsx';
import { PersonDialog } from './PersonDialogs.tsx';
import { actsAbout, grantable, isMasked, type OfficeFor, officesFor, type Person, type PersonAct, rightsOf } from './people.ts';
import { Tokens } from './Tokens.tsx';
import './users.css';

type Opened = { readonly act: PersonAct } | {
  readonly act: 'right'; readonly permission: Permission; readonly isHeld: boolean,
} | { readonly act: 'office'; readonly office: OfficeFor };

/** One person of the house: what it is, what it may do and where from, and all that is done about it. */
export default function User() {
  const texts = useOfficeTexts();
  const { id } = useParams({ strict: false });
  const router = useRouter();
  const { data, problem, isLoading, again } = useAsk(PersonByIdDocument, { id: id ?? '' }, { policy: 'network-only' });
  useKeys(texts.screens.user, [{ keys: 'Escape', label: texts.common.back, act: () => router.history.back() }]);
  const found = data?.node;
  const person = found?.__typename === 'StaffMember' ? found : null;
  return (
    <div className="screen">
      <Link to="/users" className="back">‹ {texts.screens.users}</Link>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={8} label={texts.common.loading} />}
      {data && !person && <Empty icon="person">{texts.common.notFound}</Empty>}
      {person && <Whole key={person.id} person={person} onChanged={again} />}
    </div>
  );
}

function Whole({ person, onChanged }: { readonly person: Person; readonly onChanged: () => void }) {
  const texts = useOfficeTexts();
  const { can, staffMember } = useViewer();
  const me = staffMember?.id ?? '';
  const proposals = useAsk(OfficeProposalsDocument, {}, { pause: !can.usersWrite, policy: 'network-only' });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const waits = (proposals.data?.approvals.nodes ?? []).filter(({ user }) => user?.id === person.id);
  const open = (next: Opened) => {
    setTold(null);
    setOpened(next);
  };
  const done = (text: string) => {
    setOpened(null);
    setTold(text);
    onChanged();
    if (can.usersWrite) proposals.again();
  };
  const close = () => setOpened(null);
  return (
    <>
      <div className="screen-head">
        <h1>{person.name}</h1>
        <PersonBadge person={person} />
        {can.usersWrite && (
          <div className="button-row">
            {actsAbout(person, me).map(({ act, whyNot }) => (
              <Button
                key={act}
                tone={act === 'deactivate' ? 'danger' : 'plain'}
                blocked={whyNot && texts.users.whyNot[whyNot]}
                onPress={() => open({ act })}
              >
                {texts.users.acts[act]}
              </Button>
            ))}
          </div>
        )}
      </div>
      {told && <Notice tone="good" role="status">{told}</Notice>}
      {waits.length > 0 && <Card title={texts.users.proposals} flush><ul className="users-proposals">{waits.map((proposal) => <Proposal key={proposal.id} proposal={proposal} onTold={done} />)}</ul></Card>}
      <div className="users-grid">
        <Who person={person} />
        {can.usersWrite && person.status === 'ACTIVE' && <Given person={person} isWaiting={waits.length > 0} onOpen={open} />}
        <Sessions person={person} isSelf={person.id === me} />
        <Rights person={person} />
      </div>
      {can.tokensManage && (can.usersWrite || person.id === me) && <Tokens holder={person.id} onTold={setTold} />}
      {opened?.act === 'right' && <RightDialog person={person} permission={opened.permission} isHeld={opened.isHeld} onClose={close} onDone={done} />}
      {opened?.act === 'office' && <OfficeDialog person={person} office={opened.office} onClose={close} onDone={done} />}
      {opened && opened.act !== 'right' && opened.act !== 'office' && <PersonDialog act={opened.act} person={person} me={me} onClose={close} onDone={done} />}
    </>
  );
}

function Who({ person }: { readonly person: Person }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { can } = useViewer();
  return (
    <Card title={texts.users.data}>
      <Facts
        facts={[
          { name: texts.users.role, value: label('Role', person.role) },
          { name: texts.users.email, value: person.email ?? '—' },
          ...(can.usersWrite ? [
            { name: texts.users.dni, value: person.dni ?? '—' },
            { name: texts.users.totp, value: person.totpEnabled ? texts.users.yes : texts.users.no },
            { name: texts.users.owesPassword, value: person.mustChangePassword ? texts.users.yes : texts.users.no },
          ] : []),
          ...(person.createdAt ? [{ name: texts.users.hired, value: limaExact(person.createdAt) }] : []),
          ...(person.deactivationReason ? [{ name: texts.users.leftBecause, value: person.deactivationReason, wide: true }] : []),
        ]}
      />
    </Card>
  );
}

/** What goes beyond the role: permissions one by one, and offices. Each can be given or taken, or says why not. */
function Given({ person, isWaiting, onOpen }: { readonly person: Person; readonly isWaiting: boolean; readonly onOpen: (opened: Opened) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { data } = useAsk(RightsDocument, {});
  return (
    <Card title={texts.users.beyond}>
      <div className="users-rows">
        {grantable.map((permission) => {
          const isHeld = (person.grants ?? []).includes(permission);
          return (
            <div key={permission} className="users-row">
              <span>{label('Permission', permission)} <span className="muted small">{isHeld ? texts.users.held : texts.users.notHeld}</span></span>
              <Button tone={isHeld ? 'danger' : 'plain'} blocked={!isHeld && isMasked(person) ? texts.users.masked : null} onPress={() => onOpen({ act: 'right', permission, isHeld })}>
                {isHeld ? texts.users.take : texts.users.give}
              </Button>
            </div>
          );
        })}
        {officesFor(person, data?.permissionSets ?? []).map((office) => {
          const { rule, isHeld, fits } = office;
          const roles = rule.roles.map((role) => label('Role', role)).join(', ');
          const blocked = !isHeld && !fits ? texts.users.goesOnlyWith(roles) : rule.fourEyes && isWaiting ? texts.users.officeWaits : null;
          return (
            <div key={rule.set} className="users-row">
              <span>
                {label('PermissionSet', rule.set)} <span className="muted small">{isHeld ? texts.users.held : texts.users.notHeld}{rule.fourEyes && ` · ${texts.users.twoMasters}`}</span>
              </span>
              <Button tone={isHeld ? 'danger' : 'plain'} blocked={blocked} onPress={() => onOpen({ act: 'office', office })}>
                {isHeld ? texts.users.take : texts.users.give}
              </Button>
            </div>
          );
        })}
      </div>
    </Card>
  );
}

/** The house lists one's own sessions alone; those of another person end by its acts, and their sign-ins stand in the audit trail. */
function Sessions({ person, isSelf }: { readonly person: Person; readonly isSelf: boolean }) {
  const texts = useOfficeTexts();
  const { can } = useViewer();
  return (
    <Card title={texts.users.sessions}>
      <div className="users-rows">
        <p>{isSelf ? texts.users.sessionsOwn : texts.users.sessionsOther}</p>
        {isSelf && <p><Link to="/security">{texts.screens.sessions}</Link></p>}
        {can.auditRead && <p><Link to="/audit" search={{ actor: person.id, action: 'session.' } as never}>{texts.users.signIns}</Link></p>}
        {can.auditRead && <p><Link to="/audit" search={{ actor: person.id } as never}>{texts.users.didWhat}</Link></p>}
        {can.auditRead && <p><Link to="/audit" search={{ object: person.id } as never}>{texts.users.doneToIt}</Link></p>}
      </div>
    </Card>
  );
}

function Rights({ person }: { readonly person: Person }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { data } = useAsk(RightsDocument, {});
  if (!data) return null;
  const rights = rightsOf(person, data);
  return (
    <Card title={texts.users.may} aside={<span className="muted">{rights.length}</span>} flush>
      <table className="plain-table padded">
        <thead><tr><th scope="col">{texts.users.permission}</th><th scope="col">{texts.users.reach}</th><th scope="col">{texts.users.from}</th></tr></thead>
        <tbody>
          {rights.map(({ permission, reach, origin }) => (
            <tr key={`${permission} ${origin}`}>
              <td>{label('Permission', permission)}</td>
              <td>{label('Reach', reach)}</td>
              <td className="muted">{origin === 'role' ? texts.users.fromRole : origin === 'grant' ? texts.users.fromGrant : label('PermissionSet', origin)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
