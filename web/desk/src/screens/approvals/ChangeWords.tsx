import { Badge, Icon } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { plainMoney } from '../../house/money.tsx';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { KycBadge } from '../clients/columns.tsx';
import { changeOf, type Proposal } from './approvals.ts';
import './approvals.css';

/** What a proposal changes, before and after, and the amount that goes with it. */
export function ChangeWords({ proposal, now }: { readonly proposal: Proposal; readonly now: string | null }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const change = changeOf(proposal, now);
  const words = (sets: readonly string[] | null) => sets?.map((set) => label('PermissionSet', set)).join(', ') || texts.approvals.noOffice;
  const limit = proposal.client?.operatingLimit;
  return (
    <span className="change-words">
      {change.of === 'status' && proposal.kind !== 'INVOICE_VOID' && (
        <>{change.before && <><KycBadge status={change.before} label={label} /> <Arrow /></>} <KycBadge status={change.after} label={label} /></>
      )}
      {change.of === 'value' && <>{change.before !== null && <><span className="muted">{change.before}</span> <Arrow /></>} <strong>{change.after}</strong></>}
      {change.of === 'sets' && (
        <>{change.before !== null && <><span className="muted">{words(change.before)}</span> <Arrow /></>} <strong>{words(change.after)}</strong></>
      )}
      {proposal.kind === 'KYC_APPROVE' && !proposal.decision && limit?.maximum && (
        <span className="change-words muted">{texts.approvals.limit(plainMoney(limit.maximum))} <Arrow /> {texts.clients.noLimit}</span>
      )}
      {proposal.negotiatedRate && (
        <span className="change-words muted">
          {texts.approvals.pips(proposal.negotiatedRate.pips)} · {plainMoney(proposal.negotiatedRate.pay)} <Arrow /> {plainMoney(proposal.negotiatedRate.receive)}
        </span>
      )}
      {proposal.invoiceVoid && <VoidWords of={proposal.invoiceVoid} />}
      {proposal.reason && <Badge state={{ tone: 'bad', icon: 'flag' }}>{label('KycReason', proposal.reason)}</Badge>}
    </span>
  );
}

/** The document that would be voided, and why, as SUNAT reads it. */
function VoidWords({ of: { invoice, reason } }: { readonly of: NonNullable<Proposal['invoiceVoid']> }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  return (
    <span className="change-words">
      {invoice && (
        <>
          <Link to="/invoices/$id" params={{ id: invoice.id }}>{label('InvoiceKind', invoice.kind)} {invoice.code}</Link>
          <strong>{plainMoney(invoice.total)}</strong>
          {invoice.recipient && <span>{invoice.recipient.name}</span>}
          {invoice.operation && <Link to="/operations/$id" params={{ id: invoice.operation.id }}>{invoice.operation.code}</Link>}
        </>
      )}
      <span className="muted">{texts.approvals.toSunat(reason)}</span>
    </span>
  );
}

const Arrow = () => <Icon name="right" />;
