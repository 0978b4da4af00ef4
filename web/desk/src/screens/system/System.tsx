import { Age, Badge, Card, CopyButton, Empty, Facts, Failure, Notice, Skeleton, Time, useNow } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { SystemStatusDocument, type SystemStatusQuery } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useEvery } from '../../house/every.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { type Concern, concernsOf, type Job, jobDuration, jobState } from './health.ts';
import { QueueTable } from './QueueTable.tsx';

type Status = SystemStatusQuery['systemStatus'];

const doctorCommand = 'qoricash doctor';

/** How the program itself fares: what asks for a look first, then the figures that it gives of itself. */
export default function System() {
  const texts = useOfficeTexts();
  const { data, problem, isLoading, again } = useAsk(SystemStatusDocument, {}, { policy: 'network-only' });
  useEvery(15_000, again);
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.system}</h1>
        <span className="screen-lead">{texts.system.lead}</span>
      </div>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={10} label={texts.common.loading} />}
      {data && <Concerns status={data.systemStatus} />}
      {data && <Figures status={data.systemStatus} books={data.booksStatus} />}
      {data && <Queues queues={data.systemStatus.queues} />}
      {data && <Jobs jobs={data.systemStatus.jobs} />}
      <Card title={texts.system.doctor}>
        <p>{texts.system.doctorNote}</p>
        <p><code>{doctorCommand}</code> <CopyButton text={doctorCommand} what={texts.system.doctor} /></p>
      </Card>
    </div>
  );
}

function Concerns({ status }: { readonly status: Status }) {
  const texts = useOfficeTexts();
  const concerns = concernsOf(status, useNow());
  if (concerns.length === 0) return <Notice tone="good" role="status">{texts.system.fine}</Notice>;
  return (
    <Notice tone="warn" role="status">
      <strong>{texts.system.look}</strong>
      <ul>{concerns.map((concern) => <li key={JSON.stringify(concern)}><ConcernText concern={concern} /></li>)}</ul>
    </Notice>
  );
}

function ConcernText({ concern }: { readonly concern: Concern }) {
  const { concern: say } = useOfficeTexts().system;
  const label = useLabel();
  switch (concern.kind) {
    case 'feed': return say.feed((concern.milliseconds / 1_000).toFixed(1));
    case 'job': return say.job(concern.name);
    case 'queue': return say.queue(label('MessageChannel', concern.channel), concern.minutes);
    case 'given-up': return say.givenUp(label('MessageChannel', concern.channel), concern.count);
  }
}

function Figures({ status, books }: { readonly status: Status; readonly books: SystemStatusQuery['booksStatus'] }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { milliseconds, megabytes } = texts.system;
  return (
    <div className="card-columns">
      <Card title={texts.system.instance}>
        <Facts
          dense
          facts={[
            { name: texts.system.version, value: status.version ? <code>{status.version.slice(0, 12)}</code> : texts.system.unknown },
            { name: texts.system.started, value: status.startedAt ? <Age at={status.startedAt} /> : texts.system.unknown },
            { name: texts.system.leads, value: status.leads ? texts.system.yes : texts.system.no },
            { name: texts.system.sockets, value: status.sockets },
            { name: texts.system.streams, value: status.streams },
            { name: texts.system.subscriptions, value: status.subscriptions },
            { name: texts.system.lag, value: milliseconds(status.feedLagMilliseconds) },
            { name: texts.system.held, value: milliseconds(status.feedHeldMilliseconds) },
          ]}
        />
        <p className="muted small">{texts.system.instanceNote}</p>
      </Card>
      <Card title={texts.system.database}>
        <Facts
          dense
          facts={[
            { name: texts.system.databaseVersion, value: status.databaseVersion },
            { name: texts.system.size, value: megabytes(status.databaseMegabytes) },
            { name: texts.system.schema, value: <code>{status.schemaVersion}</code> },
          ]}
        />
      </Card>
      <Card title={texts.system.books} aside={<span className="muted">{label('BooksState', books.state)}</span>}>
        <p>{books.text}</p>
        <Facts
          dense
          facts={[
            ...(books.checkedAt ? [{ name: texts.system.checked, value: <Age at={books.checkedAt} /> }] : []),
            ...(books.entries != null ? [{ name: texts.system.entries, value: books.entries }] : []),
            ...(books.findings != null ? [{ name: texts.system.findings, value: books.findings }] : []),
          ]}
        />
      </Card>
    </div>
  );
}

function Queues({ queues }: { readonly queues: Status['queues'] }) {
  const texts = useOfficeTexts();
  return (
    <Card title={texts.system.queues} aside={<Link to="/messages">{texts.system.messages}</Link>} flush>
      {queues.length === 0 ? <Empty icon="mail">{texts.system.noQueues}</Empty> : <QueueTable queues={queues} />}
    </Card>
  );
}

function Jobs({ jobs }: { readonly jobs: readonly Job[] }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  return (
    <Card title={texts.system.jobs} flush>
      {jobs.length === 0 && <Empty icon="gear">{texts.system.noJobs}</Empty>}
      {jobs.length > 0 && (
        <table className="plain-table padded">
          <thead>
            <tr>
              <th scope="col">{texts.system.job}</th><th scope="col">{texts.system.outcome}</th>
              <th scope="col">{texts.system.fired}</th><th scope="col" className="cell-end">{texts.system.took}</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => {
              const took = jobDuration(job);
              return (
                <tr key={job.name}>
                  <td><code>{job.name}</code></td>
                  <td><Badge state={jobState(job)}>{job.outcome ? label('JobOutcome', job.outcome) : texts.system.running}</Badge></td>
                  <td><Time at={job.firedAt} /></td>
                  <td className="cell-end">{took === null ? '—' : texts.system.milliseconds(took)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );
}
