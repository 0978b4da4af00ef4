import { Badge, Card, CopyButton, done, failed, Facts, type State, waiting } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import type { DiscountKind, OperationPartiesFragment } from '../../gql/graphql.ts';
import { plainMoney } from '../../house/money.tsx';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { Waterfall } from '../rates/Waterfall.tsx';
import { type Part, partsOf, partsToldToAll } from '../rates/waterfall.ts';

type Detail = OperationPartiesFragment;
type Snapshot = Detail['sourceAccount'];

export const kycStates: Readonly<Record<string, State>> = { APPROVED: done, REJECTED: failed, PENDING: waiting, IN_REVIEW: waiting };

/** Whose operation it is: document, identification, what is left of the limit. */
export function ClientCard({ operation: { client } }: { readonly operation: Detail }) {
  const texts = useTexts();
  const label = useLabel();
  const { applies, left, maximum, unlock } = client.operatingLimit;
  const limit = applies && left && maximum ? texts.operation.limitOf(plainMoney(left), plainMoney(maximum)) : texts.operation.noLimit;
  return (
    <Card title={<Link to={`/clients/${client.id}` as '/'}>{client.fullName}</Link>} aside={<Badge state={kycStates[client.kycStatus] ?? waiting}>{label('KycStatus', client.kycStatus)}</Badge>}>
      <Facts
        dense
        facts={[
          { name: texts.operation.document, value: `${label('DocumentType', client.documentType)} ${client.maskedDocumentNumber}` },
          { name: texts.operation.limitLeft, value: limit },
          ...(applies && unlock ? [{ name: '', value: <span className="muted small">{unlock}</span> }] : []),
        ]}
      />
    </Card>
  );
}

/** How the client's rate came about: whole for who sees the base, and for others from the public rate on. */
export function PriceCard({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  const { waterfall } = texts.operation;
  const { quote } = operation;
  if (!quote) return null;
  const { explanation: price, discounts, publicRate, rate } = quote;
  const parts = price ? partsOf(price, discounts) : partsToldToAll(publicRate, discounts, rate);
  const saved = (kind: DiscountKind) => discounts.find((one) => one.kind === kind)?.saved;
  const why = (part: Part) => {
    switch (part.of) {
      case 'tier': return <>{waterfall.byAmount} · {waterfall.saved(plainMoney(saved('TIER')))}</>;
      case 'coupon': return <><code>{part.code}</code> · {waterfall.saved(plainMoney(saved('COUPON')))}</>;
      case 'negotiated': return waterfall.agreed;
      default: return null;
    }
  };
  return <Card title={texts.operation.price}><Waterfall parts={parts} why={why} /></Card>;
}

/** From where to where the money goes, each number with its copy. */
export function RouteCard({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  const { sourceAccount, depositInstructions, destinationAccount } = operation;
  return (
    <Card title={texts.operation.route} aside={depositInstructions.interbank && <span className="muted">{texts.operation.interbank}</span>}>
      <AccountLines title={texts.operation.paysFrom} account={sourceAccount} />
      <AccountLines title={texts.operation.paysTo} account={depositInstructions.account} amount={plainMoney(depositInstructions.amount)} bare={depositInstructions.amount.amount} />
      <AccountLines title={texts.operation.paidAt} account={destinationAccount} amount={plainMoney(operation.receive)} bare={operation.receive.amount} />
    </Card>
  );
}

function AccountLines({ title, account, amount, bare }: { readonly title: string; readonly account: Snapshot; readonly amount?: string; readonly bare?: string }) {
  const texts = useTexts();
  return (
    <section className="account-lines">
      <h3>{title}: {account.bank.code}</h3>
      <p><code>{account.number}</code> <CopyButton text={account.number} what={texts.operation.account} /></p>
      <p><span className="muted">CCI</span> <code>{account.cci}</code> <CopyButton text={account.cci} what="CCI" /></p>
      {account.holder && <p className="muted small">{account.holder}</p>}
      {amount && bare && <p>{amount} <CopyButton text={bare} what={texts.common.amount} /></p>}
    </section>
  );
}
