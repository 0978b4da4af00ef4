import { Card, CopyButton, Facts, limaExact, Time } from '@qoricash/kit';
import { Amount } from '../../house/money.tsx';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import type { ClientDetail } from './clients.ts';
import { KycBadge, LimitBar } from './columns.tsx';
import { isCompany } from './edit.ts';

/** Who the client is, what it may still operate and what unlocks more, and how far its identification is. */
export function ClientSummary({ client }: { readonly client: ClientDetail }) {
  return (
    <div className="card-columns">
      <Profile client={client} />
      <LimitCard client={client} />
      <IdentificationCard client={client} />
      <Consents client={client} />
    </div>
  );
}

function Copied({ text, what }: { readonly text: string; readonly what: string }) {
  return <span className="copied"><span className="copied-text">{text}</span> <CopyButton text={text} what={what} /></span>;
}

function Profile({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { fact, copy } = texts.clients;
  const { line, district, province, department } = client.address;
  const place = [line, district, province, department].filter(Boolean).join(', ');
  const exposed = client.politicallyExposed == null ? texts.clients.unknown : client.politicallyExposed ? texts.clients.yes : texts.clients.no;
  return (
    <Card title={texts.clients.card.who}>
      <Facts
        facts={[
          { name: fact.document, value: <>{label('DocumentType', client.documentType)} <Copied text={client.documentNumber} what={copy.document} /></>, wide: true },
          { name: fact.email, value: <Copied text={client.email} what={copy.email} />, wide: true },
          { name: fact.phone, value: client.phone ? <Copied text={client.phone} what={copy.phone} /> : texts.clients.nothing },
          ...(isCompany(client) ? [{
            name: fact.contactName, value: [client.contactName, client.contactPosition].filter(Boolean).join(', ') || texts.clients.nothing,
          }] : []),
          { name: fact.address, value: place || texts.clients.nothing, wide: true },
          { name: fact.owner, value: client.owner?.name ?? texts.clients.house },
          { name: fact.since, value: limaExact(client.createdAt) },
          { name: fact.politicallyExposed, value: exposed },
          { name: fact.parallelOperations, value: client.parallelOperations ? texts.clients.yes : texts.clients.no },
        ]}
      />
    </Card>
  );
}

function LimitCard({ client: { operatingLimit: limit } }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const { fact } = texts.clients;
  return (
    <Card title={texts.clients.card.limit} aside={limit.applies && <LimitBar limit={limit} texts={texts} />}>
      <Facts
        facts={[
          { name: fact.used, value: <Amount money={limit.used} /> },
          ...(limit.applies ? [{ name: fact.left, value: <Amount money={limit.left} strong /> }, { name: fact.maximum, value: <Amount money={limit.maximum} /> }] : []),
          { name: fact.count, value: texts.clients.countOf(limit.count, limit.maxCount ?? null) },
        ]}
      />
      <p className="client-next">{limit.applies ? limit.unlock : texts.clients.noLimitApplies}</p>
    </Card>
  );
}

function IdentificationCard({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { identification } = client;
  const { fact } = texts.clients;
  return (
    <Card title={texts.clients.card.identification} aside={<KycBadge status={client.kycStatus} label={label} />}>
      {!identification && <p className="muted">{texts.clients.papers.hidden}</p>}
      {identification && (
        <>
          <Facts
            facts={[
              ...(identification.missing.length > 0 ? [{
                name: fact.missing, value: identification.missing.map((kind) => label('ClientDocumentKind', kind)).join(', '), wide: true,
              }] : []),
              ...(identification.reason ? [{ name: fact.reason, value: label('KycReason', identification.reason) }] : []),
              ...(identification.decidedAt ? [{ name: fact.decidedAt, value: limaExact(identification.decidedAt) }] : []),
            ]}
          />
          <p className="client-next">{identification.nextStep}</p>
        </>
      )}
    </Card>
  );
}

function Consents({ client: { consents } }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  return (
    <Card title={texts.clients.card.consents}>
      {consents.length === 0 && <p className="muted">{texts.clients.noConsents}</p>}
      <ul className="plain-list">
        {consents.map(({ document, version, createdAt }) => (
          <li key={document + version}>
            {label('ConsentDocument', document)}{' '}
            <span className="muted">{texts.clients.version(version)} · <Time at={createdAt} /></span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
