import { Badge, Button, Card, CopyButton, done, Empty, failed, over, type State, Time, waiting } from '@qoricash/kit';
import { isZero } from '@qoricash/sdk/money';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import type { OperationAction } from '../../gql/graphql.ts';
import { Amount, moneyOf, plainMoney } from '../../house/money.tsx';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { type Deposit, type Detail, type Payout, undeposited, unpaid } from './acts/specs.ts';
import { ProofPicture } from './ProofPicture.tsx';
import type { Acting } from './OperationView.tsx';

const depositStates: Readonly<Record<string, State>> = { REPORTED: waiting, CONFIRMED: done, REJECTED: failed };

const may = (operation: Detail, action: OperationAction): boolean => operation.availableActions.some((one) => one.action === action && one.allowed);

/** Abonos: what the client says it transferred, and what became of it. */
export function Deposits({ operation, begin }: Acting) {
  const texts = useTexts();
  const left = undeposited(operation);
  const due = operation.clockDueAt;
  return (
    <Card
      title={texts.operation.deposits}
      aside={<span className="muted">{isZero(left) ? plainMoney(operation.pay) : `${texts.operation.missing(plainMoney(moneyOf(left, operation.pay.currency)))}`}</span>}
    >
      {operation.deposits.length === 0 && (
        <Empty
          icon="in"
          act={may(operation, 'REPORT_DEPOSIT') && <Button onPress={() => begin('REPORT_DEPOSIT')}>{texts.acts.REPORT_DEPOSIT.verb}</Button>}
        >
          {texts.operation.noDepositsOpen} {due && <>{texts.operation.until} <Time at={due} />.</>} {may(operation, 'REPORT_DEPOSIT') && texts.operation.seenIt}
        </Empty>
      )}
      <ul className="money-list">{operation.deposits.map((deposit) => <DepositRow key={deposit.id} deposit={deposit} operation={operation} begin={begin} />)}</ul>
    </Card>
  );
}

function DepositRow({ deposit, operation, begin }: Acting & { readonly deposit: Deposit }) {
  const texts = useTexts();
  const label = useLabel();
  const [isShown, setShown] = useState(false);
  const start = { depositId: deposit.id };
  const acts: readonly OperationAction[] = deposit.status === 'REPORTED' ? ['CONFIRM_DEPOSIT', 'REJECT_DEPOSIT'] : deposit.status === 'CONFIRMED' ? ['APPLY_DEPOSIT', 'REFUND_DEPOSIT'] : [];
  return (
    <li className="money-row">
      <div className="money-line">
        <Amount money={deposit.money} strong />
        <Badge state={depositStates[deposit.status] ?? over}>{label('DepositStatus', deposit.status)}</Badge>
        <span className="muted">{texts.operation.ref}</span> <code>{deposit.bankReference}</code>
        <CopyButton text={deposit.bankReference} what={texts.common.reference} />
        <span className="muted money-time"><Time at={deposit.decidedAt ?? deposit.createdAt} /></span>
      </div>
      {!deposit.counted && <p className="muted small">{texts.operation.counted}</p>}
      {deposit.rejectReason && <p className="small">{deposit.rejectReason}</p>}
      {deposit.overrideReason && <p className="small muted">{deposit.overrideReason}</p>}
      {deposit.duplicateFile && <p className="small warning-text">{texts.operation.sameFile}</p>}
      {deposit.duplicates.map(({ kind, operationCode, at }) => (
        <p key={`${kind}${operationCode}${at}`} className="small warning-text">{texts.operation.duplicate} {operationCode}: {label('MoneyDuplicateKind', kind)}, <Time at={at} /></p>
      ))}
      <div className="button-row">
        {acts.filter((action) => may(operation, action)).map((action) => <Button key={action} onPress={() => begin(action, start)}>{texts.acts[action].verb}</Button>)}
        {deposit.file && <Button tone="quiet" icon="eye" pressed={isShown} onPress={() => setShown(!isShown)}>{texts.operation.proofShort}</Button>}
      </div>
      {isShown && deposit.file && <ProofPicture file={deposit.file} label={`${texts.operation.proofShort} ${deposit.bankReference}`} />}
    </li>
  );
}

/** Pagos: what the house transferred to the client. */
export function Payouts({ operation, begin }: Acting) {
  const texts = useTexts();
  const left = moneyOf(unpaid(operation), operation.receive.currency);
  const pay = may(operation, 'ADD_PAYOUT') && <Button onPress={() => begin('ADD_PAYOUT')}>{texts.acts.ADD_PAYOUT.verb}</Button>;
  return (
    <Card title={texts.operation.payouts} aside={<span className="muted">{isZero(left.amount) ? plainMoney(operation.receive) : texts.operation.missing(plainMoney(left))}</span>}>
      {operation.payouts.length === 0 && <Empty icon="out" act={pay}>{texts.operation.noPayouts(plainMoney(left))}</Empty>}
      <ul className="money-list">{operation.payouts.map((payout) => <PayoutRow key={payout.id} payout={payout} />)}</ul>
    </Card>
  );
}

function PayoutRow({ payout }: { readonly payout: Payout }) {
  const texts = useTexts();
  const label = useLabel();
  const { houseAccount: account, voidedAt, voidReason } = payout;
  return (
    <li className="money-row">
      <div className="money-line">
        <Amount money={payout.money} strong />
        {voidedAt && <Badge state={over}>{texts.operation.void}</Badge>}
        {account && <span>{account.bank.code} <code>{account.number}</code></span>}
        <span className="muted">{texts.operation.ref}</span> <code>{payout.bankReference}</code>
        <CopyButton text={payout.bankReference} what={texts.common.reference} />
        <span className="muted money-time"><Time at={voidedAt ?? payout.createdAt} /></span>
      </div>
      {voidReason && <p className="small">{label('PayoutVoidReason', voidReason)}</p>}
      {payout.duplicates.map(({ kind, operationCode, at }) => (
        <p key={`${kind}${operationCode}${at}`} className="small warning-text">{texts.operation.duplicate} {operationCode}: {label('MoneyDuplicateKind', kind)}, <Time at={at} /></p>
      ))}
    </li>
  );
}

/** Comprobantes of the house's payments, one at a time. */
export function Proofs({ operation, begin }: Acting) {
  const texts = useTexts();
  const [place, setPlace] = useState(0);
  const proofs = operation.proofs;
  const at = Math.min(place, Math.max(0, proofs.length - 1));
  const proof = proofs[at];
  const step = (by: number) => setPlace((at + by + proofs.length) % Math.max(1, proofs.length));
  useKeys(texts.operation.proofs, [
    { keys: '[AltGraph]+[Control]+[Alt]+(\\[)', label: texts.operation.previous, act: () => step(-1), when: () => proofs.length > 1 },
    { keys: '[AltGraph]+[Control]+[Alt]+(\\])', label: texts.operation.next, act: () => step(1), when: () => proofs.length > 1 },
  ]);
  const attach = may(operation, 'ADD_PROOF') && <Button onPress={() => begin('ADD_PROOF')}>{texts.acts.ADD_PROOF.verb}</Button>;
  return (
    <Card title={texts.operation.proofs} aside={proof && <span className="muted">{texts.operation.proofOf(at + 1, proofs.length)}</span>}>
      {!proof && <Empty icon="note" act={attach}>{texts.operation.noProofs}</Empty>}
      {proof && (
        <>
          <div className="button-row">
            {proofs.length > 1 && <Button tone="quiet" icon="left" label={texts.operation.previous} onPress={() => step(-1)} />}
            {proofs.length > 1 && <Button tone="quiet" icon="right" label={texts.operation.next} onPress={() => step(1)} />}
            {proof.retiredAt && <Badge state={over}>{texts.operation.retired}</Badge>}
            {proof.comment && <span className="muted">{proof.comment}</span>}
          </div>
          {proof.file && <ProofPicture key={proof.id} file={proof.file} label={texts.operation.proofOf(at + 1, proofs.length)} />}
        </>
      )}
    </Card>
  );
}
