import { CheckField, RadioField, SelectField, TextField } from '@qoricash/kit';
import { type Currency, currencySign } from '@qoricash/sdk/money';
import { useState } from 'react';
import { AccountAddDocument, type BankAccountKind, HouseBanksDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from './ActForm.tsx';
import type { ClientDetail } from './clients.ts';

const kinds: readonly BankAccountKind[] = ['SAVINGS', 'CHECKING'];
const currencies: readonly Currency[] = ['PEN', 'USD'];
const empty = { bank: null as string | null, currency: 'PEN' as Currency, kind: 'SAVINGS' as BankAccountKind, number: '', cci: '', holderDeclared: false };

/** Adds a bank account for a client, who declares that it is its own. */
export function AccountAddDialog({ client, onClose }: { readonly client: ClientDetail; readonly onClose: () => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.clients.accounts;
  const { data } = useAsk(HouseBanksDocument, {});
  const [typed, setTyped] = useState(empty);
  const acting = useAct(AccountAddDocument, ['bank', 'currency', 'kind', 'number', 'cci', 'holderDeclared']);
  const { fields } = acting.refusals;
  const set = (part: Partial<typeof empty>) => setTyped((before) => ({ ...before, ...part }));
  const send = async () => {
    const { bank, currency, kind, number, cci, holderDeclared } = typed;
    const input = {
      clientId: client.id, bank: bank ?? '', currency, kind, holderDeclared, ...(number.trim() && { number: number.trim() }),
      ...(cci.trim() && { cci: cci.trim() }),
    };
    if (await acting.send(input)) onClose();
  };
  return (
    <ActForm
      title={words.addTitle(client.fullName)}
      verb={texts.clients.act.ADD_ACCOUNT}
      effects={[]}
      acting={acting}
      isTouched={JSON.stringify(typed) !== JSON.stringify(empty)}
      blocked={typed.holderDeclared ? null : words.mustDeclare}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SelectField
        label={words.bank}
        value={typed.bank}
        onChange={(bank) => set({ bank })}
        options={(data?.banks ?? []).map(({ code, name }) => ({ id: code, label: code, detail: name }))}
        placeholder={texts.common.choose}
        error={fields['bank']}
        autoFocus
      />
      <RadioField
        label={words.currency} inline value={typed.currency} onChange={(id) => set({ currency: id as Currency })}
        options={currencies.map((id) => ({ id, label: currencySign[id] }))} error={fields['currency']}
      />
      <RadioField
        label={words.kind} inline value={typed.kind} onChange={(id) => set({ kind: id as BankAccountKind })}
        options={kinds.map((id) => ({ id, label: label('BankAccountKind', id) }))} error={fields['kind']}
      />
      <TextField label={words.number} mode="numeric" value={typed.number} onChange={(number) => set({ number })} hint={words.numberHint} error={fields['number']} />
      <TextField label="CCI" mode="numeric" value={typed.cci} onChange={(cci) => set({ cci })} hint={words.cciHint} error={fields['cci']} />
      <CheckField checked={typed.holderDeclared} onChange={(holderDeclared) => set({ holderDeclared })}>{words.declaredBox}</CheckField>
    </ActForm>
  );
}
