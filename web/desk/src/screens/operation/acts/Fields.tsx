import { CheckField, ComboField, Notice, RadioField, SelectField, TextArea, TextField } from '@qoricash/kit';
import type { ReactNode } from 'react';
import { ClientOperationsDocument, HouseAccountsDocument, OperatorsDocument } from '../../../gql/graphql.ts';
import { useAsk } from '../../../house/ask.ts';
import { FileDrop } from '../../../house/FileDrop.tsx';
import { plainMoney } from '../../../house/money.tsx';
import { currencySign } from '@qoricash/sdk/money';
import { useLabel, useTexts } from '../../../texts/texts.tsx';
import { isEnded } from '../../operations/rules.ts';
import { type ActField, type Deposit, type Detail, many, one, type Values } from './specs.ts';

interface FieldProps<Kind extends ActField['kind']> {
  readonly field: Extract<ActField, { readonly kind: Kind }>;
  readonly operation: Detail;
  readonly values: Values;
  readonly change: (values: Values) => void;
  readonly error: string | undefined;
}

/** A field of an act, by its kind. */
export function Field({ field, ...rest }: Omit<FieldProps<ActField['kind']>, 'field'> & { readonly field: ActField }): ReactNode {
  switch (field.kind) {
    case 'deposit': return <DepositChoice field={field} {...rest} />;
    case 'deposits': return <DepositChecks field={field} {...rest} />;
    case 'payout': return <PayoutChoice field={field} {...rest} />;
    case 'account': return <AccountChoice field={field} {...rest} />;
    case 'enum': return <EnumChoice field={field} {...rest} />;
    case 'text': return <Line field={field} {...rest} />;
    case 'area': return <Area field={field} {...rest} />;
    case 'amount': return <AmountLine field={field} {...rest} />;
    case 'file': return <FileField field={field} {...rest} />;
    case 'operator': return <OperatorChoice field={field} {...rest} />;
    case 'proofs': return <ProofChecks field={field} {...rest} />;
    case 'otherOperation': return <OtherOperation field={field} {...rest} />;
  }
}

function useDepositWord(): (deposit: Deposit) => { readonly label: string; readonly detail: string } {
  const texts = useTexts();
  const label = useLabel();
  return ({ money, bankReference, status }) => ({
    label: plainMoney(money), detail: `${texts.operation.ref} ${bankReference} · ${label('DepositStatus', status)}`,
  });
}

function DepositChoice({ field, operation, values, change, error }: FieldProps<'deposit'>) {
  const texts = useTexts();
  const say = useDepositWord();
  const options = operation.deposits.filter(field.among).map((deposit) => ({ id: deposit.id, ...say(deposit) }));
  const value = one(values, field.name) || null;
  return <RadioField label={texts.act.deposit} options={options} value={value} onChange={(id) => change({ [field.name]: id })} error={error} />;
}

function DepositChecks({ field, operation, values, change, error }: FieldProps<'deposits'>) {
  const texts = useTexts();
  const say = useDepositWord();
  const ticked = many(values, field.name);
  const deposits = operation.deposits.filter(field.among);
  if (deposits.length === 0) return null;
  return (
    <fieldset className="field">
      <legend className="field-label">{texts.act.rejectToo}</legend>
      {deposits.map((deposit) => (
        <CheckField
          key={deposit.id}
          checked={ticked.includes(deposit.id)}
          onChange={(on) => change({ [field.name]: on ? [...ticked, deposit.id] : ticked.filter((id) => id !== deposit.id) })}
        >
          {say(deposit).label} <span className="muted">{say(deposit).detail}</span>
        </CheckField>
      ))}
      {error && <span className="field-error">{error}</span>}
    </fieldset>
  );
}

function PayoutChoice({ field, operation, values, change, error }: FieldProps<'payout'>) {
  const texts = useTexts();
  const options = operation.payouts.filter(field.among).map(({ id, money, bankReference, houseAccount, voidedAt }) => ({
    id, label: plainMoney(money), detail: `${houseAccount?.bank.code ?? ''} ${texts.operation.ref} ${bankReference}${voidedAt ? ` · ${texts.operation.void}` : ''}`,
  }));
  return <RadioField label={texts.act.payout} options={options} value={one(values, field.name) || null} onChange={(id) => change({ [field.name]: id })} error={error} />;
}

function AccountChoice({ field, operation, values, change, error }: FieldProps<'account'>) {
  const texts = useTexts();
  const { data } = useAsk(HouseAccountsDocument, {}, { policy: 'cache-and-network' });
  const { currency } = operation[field.of];
  const options = (data?.houseAccounts ?? []).filter((account) => account.active && account.currency === currency).map((account) => ({
    id: account.id,
    label: `${account.bank.code} ${account.number}`,
    detail: account.available ? `${texts.home.available} ${plainMoney(account.available)}` : account.bank.name,
  }));
  const told = operation.depositInstructions.account;
  return (
    <SelectField
      label={texts.act[field.label]}
      options={options}
      value={one(values, field.name) || null}
      onChange={(id) => change({ [field.name]: id ?? '' })}
      placeholder={field.optional ? `${told.bank.code} ${told.number}` : texts.common.choose}
      error={error}
    />
  );
}

function EnumChoice({ field, values, change, error }: FieldProps<'enum'>) {
  const texts = useTexts();
  const label = useLabel();
  const options = field.values.map((value) => ({ id: value, label: label(field.enumeration, value) }));
  return (
    <RadioField label={texts.act[field.label]} options={options} value={one(values, field.name) || null} onChange={(id) => change({ [field.name]: id })} error={error} />
  );
}

function Line({ field, values, change, error }: FieldProps<'text'>) {
  const texts = useTexts();
  return (
    <TextField
      label={field.label === 'comment' ? <>{texts.act.comment} <span className="muted">({texts.common.optional})</span></> : texts.act[field.label]}
      value={one(values, field.name)}
      onChange={(text) => change({ [field.name]: text })}
      error={error}
    />
  );
}

function Area({ field, values, change, error }: FieldProps<'area'>) {
  const texts = useTexts();
  const hint = { note: texts.act.noteHint, override: texts.act.overrideHint, reasonClient: undefined, reasonHouse: undefined }[field.label];
  return <TextArea label={texts.act[field.label]} value={one(values, field.name)} onChange={(text) => change({ [field.name]: text })} error={error} hint={hint} />;
}

function AmountLine({ field, operation, values, change, error }: FieldProps<'amount'>) {
  const texts = useTexts();
  return (
    <TextField
      label={texts.common.amount}
      mode="decimal"
      prefix={currencySign[operation[field.of].currency]}
      value={one(values, field.name)}
      onChange={(text) => change({ [field.name]: text })}
      error={error}
    />
  );
}

function OperatorChoice({ field, operation, values, change, error }: FieldProps<'operator'>) {
  const texts = useTexts();
  const label = useLabel();
  const { data } = useAsk(OperatorsDocument, {}, { policy: 'cache-first' });
  const options = (data?.staff.nodes ?? [])
    .filter(({ id }) => id !== operation.operator?.id)
    .map(({ id, name, role }) => ({ id, label: name, detail: label('Role', role) }));
  return <ComboField label={texts.act.operator} options={options} value={one(values, field.name) || null} onChange={(id) => change({ [field.name]: id ?? '' })} error={error} autoFocus />;
}

function ProofChecks({ field, operation, values, change, error }: FieldProps<'proofs'>) {
  const texts = useTexts();
  const ticked = many(values, field.name);
  const proofs = operation.proofs.filter(({ retiredAt }) => !retiredAt);
  return (
    <fieldset className="field">
      <legend className="field-label">{texts.act.proofsSeen}</legend>
      {proofs.length === 0 && <Notice tone="warn">{texts.operation.noProofs}</Notice>}
      {proofs.map(({ id, comment }, place) => (
        <CheckField key={id} checked={ticked.includes(id)} onChange={(on) => change({ [field.name]: on ? [...ticked, id] : ticked.filter((each) => each !== id) })}>
          {texts.operation.proofOf(place + 1, proofs.length)} {comment && <span className="muted">{comment}</span>}
        </CheckField>
      ))}
      <span className="field-hint">{texts.act.proofsHint}</span>
      {error && <span className="field-error" role="alert">{error}</span>}
    </fieldset>
  );
}

function OtherOperation({ field, operation, values, change, error }: FieldProps<'otherOperation'>) {
  const texts = useTexts();
  const { data } = useAsk(ClientOperationsDocument, { clientId: operation.client.id });
  const others = (data?.operations.nodes ?? []).filter((other) => other.id !== operation.id && !isEnded(other));
  if (data && others.length === 0) return <Notice tone="info">{texts.act.noOther}</Notice>;
  const options = others.map(({ id, code, pay, statusLabel }) => ({ id, label: code, detail: `${plainMoney(pay)} · ${statusLabel}` }));
  return <RadioField label={texts.act.toOperation} options={options} value={one(values, field.name) || null} onChange={(id) => change({ [field.name]: id })} error={error} />;
}

function FileField({ field, values, change, error }: FieldProps<'file'>) {
  return <FileDrop purpose={field.purpose} optional={field.optional ?? false} value={one(values, field.name)} onChange={(id) => change({ [field.name]: id })} error={error} />;
}
