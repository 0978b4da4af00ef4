import { Button, CopyButton, Denied, Failure, Notice, Skeleton } from '@qoricash/kit';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { InvoiceByIdDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { InvoiceBadge } from './columns.tsx';
import { InvoiceActDialog } from './InvoiceActDialog.tsx';
import { AnswerCard, ChainCard, DocumentCard, FilesCard, RecipientCard, WayCard } from './InvoiceCards.tsx';
import { actKeys, type InvoiceAct, type InvoiceDetail, nameOf, shownActs } from './invoices.ts';
import './invoices.css';

/** One document whole: what it waits for, what may be done about it, what it says, and what SUNAT and the provider answered. */
export default function Invoice() {
  const texts = useOfficeTexts();
  const { id = '' } = useParams({ strict: false });
  const router = useRouter();
  const { data, problem, isLoading, again } = useAsk(InvoiceByIdDocument, { id });
  const invoice = data?.node?.__typename === 'Invoice' ? data.node : null;
  // What the event brings is on the screen already; what only the page shows of it is asked for.
  useDeskEvents({
    onEvent: (event) => {
      if (event.__typename === 'InvoiceEvent' && event.invoice.id === id) again();
      if (event.__typename === 'ApprovalEvent' && event.proposal.kind === 'INVOICE_VOID') again();
    },
    onReload: again,
  });
  useKeys(texts.screens.invoice, [{ keys: 'Escape', label: texts.common.back, act: () => router.history.back() }]);
  return (
    <div className="screen">
      <Link to="/invoices" className="back">‹ {texts.invoices.back}</Link>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {invoice && <Whole key={invoice.id} invoice={invoice} />}
      {!invoice && isLoading && <Skeleton rows={10} label={texts.common.loading} />}
      {!invoice && !isLoading && !problem && <Denied>{texts.common.notFound}</Denied>}
    </div>
  );
}

function Whole({ invoice }: { readonly invoice: InvoiceDetail }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.invoices;
  const [open, setOpen] = useState<InvoiceAct | null>(null);
  const [told, setTold] = useState<{ readonly text: string; readonly made: string | null } | null>(null);
  const name = nameOf(invoice, words.noNumber);
  const { explanation, voidProposal } = invoice;
  return (
    <>
      <header className="invoice-head">
        <h1>{name}</h1>
        {invoice.code && <CopyButton text={invoice.code} what={words.column.code} />}
        <InvoiceBadge invoice={invoice} />
        <span className="muted">{label('InvoiceKind', invoice.kind)} · {texts.operation.version(invoice.version)}</span>
      </header>
      <Notice tone={invoice.status === 'ERROR' || invoice.status === 'REJECTED' ? 'warn' : invoice.status === 'ACCEPTED' ? 'good' : 'info'} role="status">
        {explanation.text} {explanation.nextStep && <strong>{explanation.nextStep}</strong>}
      </Notice>
      {voidProposal && !voidProposal.decision && (
        <Notice tone="hold" act={<Link to="/approvals">{words.voidSee}</Link>}>{words.voidOpen(voidProposal.proposer.name)}</Notice>
      )}
      {told && (
        <Notice tone="good" role="status" act={told.made && <Link to="/invoices/$id" params={{ id: told.made }}>{words.seeMade}</Link>}>{told.text}</Notice>
      )}
      <Acts invoice={invoice} isFree={open === null} onBegin={(act) => { setTold(null); setOpen(act); }} />
      <div className="card-columns">
        <DocumentCard invoice={invoice} />
        <RecipientCard invoice={invoice} />
        <AnswerCard invoice={invoice} />
        <WayCard invoice={invoice} />
        <FilesCard invoice={invoice} />
        <ChainCard invoice={invoice} />
      </div>
      {open && (
        <InvoiceActDialog
          key={open}
          act={open}
          invoice={invoice}
          onClose={() => setOpen(null)}
          onDone={(made) => {
            setOpen(null);
            setTold({ text: words.done[open], made });
          }}
        />
      )}
    </>
  );
}

function Acts({ invoice, isFree, onBegin }: { readonly invoice: InvoiceDetail; readonly isFree: boolean; readonly onBegin: (act: InvoiceAct) => void }) {
  const words = useOfficeTexts().invoices;
  const acts = shownActs(invoice.availableActions);
  useKeys(nameOf(invoice, words.noNumber), acts.map(({ act, blocked }) => ({
    keys: actKeys[act], label: words.act[act], act: () => onBegin(act), when: () => isFree && blocked === null,
  })));
  if (acts.length === 0) return null;
  return (
    <section className="button-row" aria-label={words.acts}>
      {acts.map(({ act, blocked }, place) => (
        <Button
          key={act}
          tone={act === 'REQUEST_VOID' ? 'danger' : place === 0 && blocked === null ? 'primary' : 'plain'}
          shortcut={actKeys[act]}
          blocked={blocked}
          onPress={() => onBegin(act)}
        >
          {words.act[act]}
        </Button>
      ))}
    </section>
  );
}
