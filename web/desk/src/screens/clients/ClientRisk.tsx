import { Badge, Card, Empty, Facts, Failure, Notice, severities, Skeleton, type State, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { ClientRiskDocument, type ClientRiskQuery } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useEvery } from '../../house/every.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import type { ClientDetail } from './clients.ts';
import { barOf, day, listStates, regimeStates } from './risk.ts';
import './risk.css';

type Node = Extract<NonNullable<ClientRiskQuery['node']>, { readonly __typename: 'Client' }>;
type Risk = NonNullable<Node['risk']>;

const plain: State = { tone: 'ended', icon: 'flag' };

/** How much risk the client brings, as far as the viewer may know: the bar of its factors, what would lower each, and all that it rests on. */
export function ClientRisk({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const { data, problem, isLoading, again } = useAsk(ClientRiskDocument, { id: client.id }, { policy: 'network-only' });
  useEvery(30_000, again);
  const found = data?.node?.__typename === 'Client' ? data.node : null;
  return (
    <>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={8} label={texts.common.loading} />}
      {found && !found.risk && <Empty icon="flag">{texts.risk.none}</Empty>}
      {found?.risk && (
        <>
          <Standing risk={found.risk} />
          <div className="card-columns">
            {found.risk.score != null && <Records risk={found.risk} />}
            <Persons people={found.relatedPersons} />
            {found.risk.score != null && <Checks risk={found.risk} />}
          </div>
          {found.risk.score != null && <History risk={found.risk} />}
        </>
      )}
    </>
  );
}

function Standing({ risk }: { readonly risk: Risk }) {
  const words = useOfficeTexts().risk;
  const label = useLabel();
  return (
    <Card
      title={words.title}
      aside={(
        <span className="risk-badges">
          <Badge state={severities[risk.level] ?? plain}>{label('RiskLevel', risk.level)}</Badge>
          <Badge state={regimeStates[risk.dueDiligence] ?? plain}>{words.regime(label('DueDiligence', risk.dueDiligence).toLowerCase())}</Badge>
        </span>
      )}
    >
      {risk.score != null && <Factors score={risk.score} factors={risk.factors} />}
      {risk.reasons.length > 0 && <p className="muted">{words.because} {risk.reasons.map((reason) => label('RiskReason', reason)).join(' · ')}</p>}
      {risk.override && (
        <Notice tone="info">
          {words.decided(label('DueDiligence', risk.override.dueDiligence).toLowerCase(), label('RiskGround', risk.override.ground).toLowerCase())}{' '}
          {words.decidedBy(risk.override.proposer?.name ?? '', risk.override.decider?.name ?? '')} {risk.override.until && <>{words.until} <Time at={risk.override.until} />.</>} {risk.override.note}
        </Notice>
      )}
      {risk.proposal?.dueDiligence && (
        <Notice tone="warn">
          {risk.proposal.dueDiligence.dueDiligence
            ? words.proposed(label('DueDiligence', risk.proposal.dueDiligence.dueDiligence).toLowerCase(), risk.proposal.proposer.name)
            : words.proposedLift(risk.proposal.proposer.name)} <Link to="/approvals">{words.decide}</Link>
        </Notice>
      )}
      <Facts
        facts={[
          { name: words.missing, value: risk.missing.length > 0 ? risk.missing.map((field) => label('ProfileField', field)).join(', ') : words.nothingMissing, wide: true },
          ...(risk.reviewedAt ? [{ name: words.reviewed, value: <Time at={risk.reviewedAt} /> }] : []),
          ...(risk.nextReviewAt ? [{ name: words.nextReview, value: <Time at={risk.nextReviewAt} /> }] : []),
        ]}
      />
    </Card>
  );
}

/** The score as a bar: what each factor adds, in its order, and below it each with its text and what would lower it. */
function Factors({ score, factors }: { readonly score: number; readonly factors: Risk['factors'] }) {
  const words = useOfficeTexts().risk;
  const label = useLabel();
  return (
    <div className="risk-score">
      <p className="risk-figure"><strong>{score}</strong> <span className="muted">{words.outOf}</span></p>
      <div className="risk-bar" role="img" aria-label={words.scored(score)}>
        {barOf(factors).map(({ key, points, from }) => (
          <span key={key} className={`risk-part risk-part-${key.toLowerCase().replaceAll('_', '-')}`} style={{ left: `${from}%`, width: `${points}%` }} />
        ))}
      </div>
      <ul className="risk-factors">
        {factors.map(({ key, points, text, whatLowersIt }) => (
          <li key={key}>
            <span className={`risk-dot risk-part-${key.toLowerCase().replaceAll('_', '-')}`} aria-hidden="true" />
            <span className="risk-points figure">{points > 0 ? `+${points}` : points}</span>
            <span>
              <strong>{label('RiskFactorKey', key)}.</strong> {text}
              {whatLowersIt && <span className="risk-lowers">{whatLowersIt}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Records({ risk }: { readonly risk: Risk }) {
  const words = useOfficeTexts().risk;
  const label = useLabel();
  return (
    <Card title={words.exposures}>
      {risk.pepRecords.length === 0 && <Empty icon="flag">{words.noExposures}</Empty>}
      <ul className="risk-list">
        {risk.pepRecords.map((record) => (
          <li key={record.id}>
            <strong>{record.position}, {record.entity}</strong> <Badge state={record.counts ? { tone: 'warn', icon: 'flag' } : plain}>
              {record.withdrawnAt ? words.withdrawn : record.counts ? words.counts : words.over}
            </Badge>
            <span className="muted">
              {label('PepKind', record.kind)}
              {record.leftOn && ` · ${words.left(day(record.leftOn))}`}
              {record.endsOn && record.counts && ` · ${words.countsTo(day(record.endsOn))}`}
              {record.recordedBy && ` · ${words.recordedBy(record.recordedBy.name)}`}
            </span>
            {record.endReason && <span className="muted">{record.endReason}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Persons({ people }: { readonly people: Node['relatedPersons'] }) {
  const words = useOfficeTexts().risk;
  const label = useLabel();
  return (
    <Card title={words.persons}>
      {people.length === 0 && <Empty icon="people">{words.noPersons}</Empty>}
      <ul className="risk-list">
        {people.map((person) => (
          <li key={person.id}>
            <strong>{person.name}</strong>
            <span className="muted">
              {label('RelatedPersonKind', person.kind)} · {label('DocumentType', person.documentType)} {person.maskedDocumentNumber}
              {person.share && ` · ${person.share} %`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Checks({ risk }: { readonly risk: Risk }) {
  const words = useOfficeTexts().risk;
  const label = useLabel();
  const [newest] = risk.listChecks;
  return (
    <Card title={words.checks} aside={newest && <span className="muted"><Time at={newest.createdAt} /> · {newest.checkedBy?.name}</span>}>
      {!newest && <Empty icon="flag">{words.noChecks}</Empty>}
      {newest && (
        <ul className="risk-list">
          {newest.results.map(({ list, state, details }) => (
            <li key={list}>
              <span>{label('RiskList', list)} <Badge state={listStates[state] ?? plain}>{label('RiskListState', state)}</Badge></span>
              {details && <span className="muted">{details}</span>}
            </li>
          ))}
          {newest.legalIssues && <li><Badge state={{ tone: 'bad', icon: 'flag' }}>{words.legalIssues}</Badge></li>}
          {newest.observations && <li className="muted">{newest.observations}</li>}
        </ul>
      )}
    </Card>
  );
}

function History({ risk }: { readonly risk: Risk }) {
  const words = useOfficeTexts().risk;
  const label = useLabel();
  return (
    <Card title={words.history} flush>
      <table className="plain-table padded">
        <thead>
          <tr>
            <th scope="col">{words.when}</th><th scope="col" className="cell-end">{words.score}</th><th scope="col">{words.level}</th>
            <th scope="col">{words.dueDiligence}</th><th scope="col">{words.why}</th>
          </tr>
        </thead>
        <tbody>
          {risk.history.map(({ at, trigger, reason, score, level, dueDiligence, askedBy }, place) => (
            <tr key={at + String(place)}>
              <td><Time at={at} /></td>
              <td className="cell-end figure">{score}</td>
              <td><Badge state={severities[level] ?? plain}>{label('RiskLevel', level)}</Badge></td>
              <td>{label('DueDiligence', dueDiligence)}</td>
              <td>{label('RiskTrigger', trigger)}{askedBy && <span className="muted"> · {askedBy.name}</span>}{reason && <span className="muted"> · {reason}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
