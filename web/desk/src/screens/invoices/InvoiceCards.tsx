import { Button, Card, dayInWords, type Fact, Facts, limaExact, Notice, Skeleton } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FileAddressDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { Amount } from '../../house/money.tsx';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { InvoiceBadge } from './columns.tsx';
import { type InvoiceDetail, nameOf } from './invoices.ts';

interface CardProps {
  readonly invoice: InvoiceDetail;
}

/** A fact where there is something to say. */
const said = (name: string, value: Fact['value'] | null | undefined, wide = false): readonly Fact[] => (value == null || value === '' ? [] : [{ name, value, wide }]);
const instant = (name: string, at: string | null | undefined): readonly Fact[] => said(name, at && limaExact(at));

/** What the document says, in figures. */
export function DocumentCard({ invoice }: CardProps) {
  const { card, fact } = useOfficeTexts().invoices;
  const label = useLabel();
  const { operation, issuer } = invoice;
  return (
    <Card title={card.document}>
      <Facts
        facts={[
          { name: fact.total, value: <Amount money={invoice.total} strong size="figure" /> },
          ...said(fact.operation, operation && <Link to="/operations/$id" params={{ id: operation.id }}>{operation.code}</Link>),
          { name: fact.net, value: <Amount money={invoice.net} /> },
          { name: fact.igv, value: <><Amount money={invoice.igv} /> <span className="muted">{label('TaxKind', invoice.taxKind)}</span></> },
          ...said(fact.issued, invoice.issuedOn && dayInWords(invoice.issuedOn)),
          ...said(fact.issuer, issuer && <>{issuer.name} <span className="muted">RUC {issuer.ruc}</span></>, true),
          ...said(fact.creditReason, invoice.creditReason, true),
          ...said(fact.hash, invoice.hashCode && <code className="invoice-hash">{invoice.hashCode}</code>, true),
        ]}
      />
    </Card>
  );
}

export function RecipientCard({ invoice: { recipient, operation } }: CardProps) {
  const { card, fact, noRecipient } = useOfficeTexts().invoices;
  const label = useLabel();
  const client = operation?.client;
  return (
    <Card title={card.recipient}>
      <Facts
        facts={[
          ...said(fact.name, client ? <Link to="/clients/$id" params={{ id: client.id }}>{recipient?.name ?? client.fullName}</Link> : recipient?.name, true),
          ...(recipient ? [
            { name: fact.document, value: `${label('DocumentType', recipient.documentType)} ${recipient.maskedDocumentNumber}` },
            { name: fact.address, value: recipient.address, wide: true },
          ] : []),
        ]}
      />
      {!recipient && <p className="muted small">{noRecipient}</p>}
    </Card>
  );
}

/** What SUNAT and the provider said, and why it waits for a person. */
export function AnswerCard({ invoice }: CardProps) {
  const { card, fact, noAnswer } = useOfficeTexts().invoices;
  const { sunat, fault } = invoice;
  return (
    <Card title={card.answer}>
      <Facts
        facts={[
          ...said(fact.parked, invoice.parkedLabel, true),
          ...said(fact.sunatCode, sunat?.code),
          ...said(fact.sunat, sunat?.description, true),
          ...said(fact.note, sunat?.note, true),
          ...said(fact.fault, fault && (
            <>{fault.code > 0 && <code>{fault.code}</code>} {fault.meaning} {fault.message && <span className="muted">«{fault.message}»</span>}</>
          ), true),
          ...said(fact.attempts, invoice.attempts ? String(invoice.attempts) : null),
          ...instant(fact.next, invoice.nextAttemptAt),
          ...said(fact.voidReason, invoice.voidReason, true),
          ...said(fact.ticket, invoice.voidTicket),
        ]}
      />
      {!sunat && <p className="muted">{noAnswer}</p>}
    </Card>
  );
}

/** When it came where. */
export function WayCard({ invoice }: CardProps) {
  const { card, fact } = useOfficeTexts().invoices;
  return (
    <Card title={card.way}>
      <Facts
        facts={[
          ...instant(fact.requested, invoice.createdAt),
          { name: fact.requestedBy, value: invoice.requestedBy?.name ?? fact.completion },
          ...instant(fact.numbered, invoice.numberedAt),
          ...instant(fact.sent, invoice.sentAt),
          ...instant(fact.accepted, invoice.acceptedAt),
          ...instant(fact.due, invoice.dueAt),
          ...said(fact.voidUntil, invoice.voidUntil && dayInWords(invoice.voidUntil)),
        ]}
      />
    </Card>
  );
}

/** Its files. An address is signed and good for minutes, so it is asked for when it is wanted. */
export function FilesCard({ invoice: { pdf, xml, cdr } }: CardProps) {
  const { card, file: words, noFiles } = useOfficeTexts().invoices;
  const files = ([['pdf', pdf], ['xml', xml], ['cdr', cdr]] as const).flatMap(([kind, file]) => (file ? [{ kind, id: file.id }] : []));
  return (
    <Card title={card.files}>
      {files.length === 0 && <p className="muted">{noFiles}</p>}
      <ul className="plain-list">{files.map(({ kind, id }) => <li key={kind}><FileLink id={id} word={words[kind]} /></li>)}</ul>
    </Card>
  );
}

function FileLink({ id, word }: { readonly id: string; readonly word: string }) {
  const texts = useOfficeTexts();
  const [isWanted, setWanted] = useState(false);
  const { data, problem, isLoading } = useAsk(FileAddressDocument, { id }, { policy: 'network-only', pause: !isWanted });
  const address = data?.node?.__typename === 'File' ? data.node.url : null;
  if (!isWanted) return <Button icon="link" onPress={() => setWanted(true)}>{word}</Button>;
  if (problem) return <Notice tone="warn">{problem.message}</Notice>;
  if (isLoading) return <Skeleton rows={1} label={texts.common.loading} />;
  if (!address) return <p className="muted">{texts.invoices.noAddress}</p>;
  return <a href={address} target="_blank" rel="noreferrer">{texts.operation.download}: {word}</a>;
}

/** The documents that it stands for, or that stand for it. */
export function ChainCard({ invoice }: CardProps) {
  const { card, chain, noNumber } = useOfficeTexts().invoices;
  const others = (['replaces', 'replacedBy', 'credits', 'creditNote'] as const).flatMap((of) => {
    const other = invoice[of];
    return other ? [{ of, other }] : [];
  });
  if (others.length === 0) return null;
  return (
    <Card title={card.chain}>
      <Facts
        facts={others.map(({ of, other }) => ({
          name: chain[of], wide: true,
          value: <><Link to="/invoices/$id" params={{ id: other.id }}>{nameOf(other, noNumber)}</Link> <InvoiceBadge invoice={other} /></>,
        }))}
      />
    </Card>
  );
}
