import { Age, Badge, type Column, CopyButton, Countdown, Icon, operationState, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { sum } from '@qoricash/sdk/money';
import { Amount, moneyOf, plainMoney, RateFigure } from '../../house/money.tsx';
import type { Texts } from '../../texts/es.ts';
import { depositsOf, isEnded, isHeld, type OperationRow } from './rules.ts';

type Label = (enumeration: string, value: string) => string;

/** The state of an operation as everybody reads it: a hold stands above the state that it stops. */
export function OperationBadge({ row, texts }: { readonly row: Pick<OperationRow, 'status' | 'statusLabel' | 'holds'>; readonly texts: Texts }) {
  const held = isHeld(row);
  return <Badge state={operationState(row.status, held)}>{held ? texts.operation.holdBy : row.statusLabel}</Badge>;
}

/** The clock that runs, or how long it is in its state. */
export function OperationClock({ row, texts }: { readonly row: Pick<OperationRow, 'status' | 'clockDueAt' | 'statusSince'>; readonly texts: Texts }) {
  if (isEnded(row)) return <span className="muted"><Time at={row.statusSince} /></span>;
  if (row.clockDueAt) return <Countdown until={row.clockDueAt} lateWord={texts.queue.late} />;
  return <span className="muted"><Age at={row.statusSince} /></span>;
}

/** Compra or Venta, the house's side, as an arrow and a word. */
export function SideWord({ side, texts }: { readonly side: OperationRow['side']; readonly texts: Texts }) {
  return (
    <span className={`side side-${side === 'HOUSE_BUYS_USD' ? 'in' : 'out'}`}>
      <Icon name={side === 'HOUSE_BUYS_USD' ? 'in' : 'out'} /> {texts.queue.sides[side]}
    </span>
  );
}

const inUsd = (row: OperationRow) => row.base;

/** The columns of the queue. What is watched lights up when it changes. */
export function queueColumns(texts: Texts, label: Label): readonly Column<OperationRow>[] {
  const { column } = texts.queue;
  return [
    {
      id: 'code', head: column.code, width: 112, frozen: true, card: 'title',
      cell: (row) => (
        <>
          <Link to="/operations/$id" params={{ id: row.id }} tabIndex={-1}>{row.code}</Link>
          <CopyButton text={row.code} what={texts.common.code} />
        </>
      ),
    },
    {
      id: 'status', head: column.status, width: 138, frozen: true, card: 'state',
      watch: (row) => `${row.status} ${isHeld(row)}`,
      cell: (row) => <OperationBadge row={row} texts={texts} />,
    },
    { id: 'clock', head: column.clock, width: 92, frozen: true, card: 'second', cell: (row) => <OperationClock row={row} texts={texts} /> },
    { id: 'client', head: column.client, width: 170, card: 'first', cell: (row) => <span className="cell-name">{row.client.fullName}</span> },
    { id: 'side', head: column.side, width: 84, cell: (row) => <SideWord side={row.side} texts={texts} /> },
    { id: 'usd', head: column.usd, width: 90, align: 'end', watch: (row) => row.base.amount, cell: (row) => <Amount money={inUsd(row)} bare /> },
    { id: 'rate', head: column.rate, width: 68, align: 'end', watch: (row) => row.rate, cell: (row) => <RateFigure rate={row.rate} /> },
    { id: 'pen', head: column.pen, width: 96, align: 'end', watch: (row) => row.counter.amount, cell: (row) => <Amount money={row.counter} bare /> },
    { id: 'route', head: column.route, width: 128, cell: (row) => <Route row={row} texts={texts} /> },
    { id: 'deposits', head: column.deposits, width: 116, watch: (row) => row.deposits.map(({ id, status }) => id + status).join(), cell: (row) => <Deposits row={row} /> },
    {
      id: 'operator', head: column.operator, width: 104, watch: (row) => row.operator?.id ?? '',
      cell: (row) => row.operator?.name ?? <span className="muted">{texts.queue.unassigned}</span>,
    },
    { id: 'trader', head: column.trader, width: 104, optional: true, cell: (row) => row.trader.name },
    { id: 'channel', head: column.channel, width: 88, optional: true, cell: (row) => label('Channel', row.channel) },
    { id: 'flags', head: column.flags, width: 70, cell: (row) => <Flags row={row} texts={texts} /> },
    { id: 'created', head: column.created, width: 92, cell: (row) => <Time at={row.createdAt} /> },
  ];
}

function Route({ row, texts }: { readonly row: OperationRow; readonly texts: Texts }) {
  const { sourceAccount, depositInstructions, destinationAccount } = row;
  return (
    <span title={depositInstructions.interbank ? texts.operation.interbank : undefined}>
      {sourceAccount.bank.code}
      {sourceAccount.bank.code !== depositInstructions.account.bank.code && <> › {depositInstructions.account.bank.code}</>}
      {' › '}
      {destinationAccount.bank.code}
      {depositInstructions.interbank && <span className="muted"> *</span>}
    </span>
  );
}

function Deposits({ row }: { readonly row: OperationRow }) {
  const { count, amounts } = depositsOf(row);
  if (count === 0) return <span className="muted">—</span>;
  return <span title={plainMoney(row.pay)}>{count}: <Amount money={moneyOf(sum(amounts), row.pay.currency)} /></span>;
}

function Flags({ row, texts }: { readonly row: OperationRow; readonly texts: Texts }) {
  const flags = [
    row.client.kycStatus !== 'APPROVED' && { icon: 'shield' as const, word: texts.queue.flag.kyc },
    row.deposits.some(({ duplicateReference, duplicateFile }) => duplicateReference || duplicateFile) && { icon: 'twins' as const, word: texts.queue.flag.duplicate },
    row.deposits.some(({ counted, status }) => !counted && (status === 'CONFIRMED' || status === 'REPORTED')) && { icon: 'flag' as const, word: texts.queue.flag.waiting },
  ].filter((flag) => flag !== false);
  if (flags.length === 0) return null;
  return (
    <span className="flags">
      {flags.map(({ icon, word }) => <Flag key={icon} icon={icon} word={word} />)}
    </span>
  );
}

function Flag({ icon, word }: { readonly icon: 'shield' | 'twins' | 'flag'; readonly word: string }) {
  return <span className="flag" title={word}><Icon name={icon} /><span className="heard">{word}</span></span>;
}
