import { Button, Dialog, DialogFoot, FormBox, RadioField, SelectField, TextField } from '@qoricash/kit';
import { type Currency, currencySign } from '@qoricash/sdk/money';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { HouseAccountOpenDocument, HouseBanksDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { currencies } from './books.ts';

const empty = { bank: null as string | null, currency: null as Currency | null, number: '', cci: '', holder: '' };

/** Opens an account of the house. It says before that it stays in the books for good. */
export function OpenAccountDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = useOfficeTexts();
  const { data } = useAsk(HouseBanksDocument, {});
  const [typed, setTyped] = useState(empty);
  const acting = useAct(HouseAccountOpenDocument, ['bank', 'currency', 'number', 'cci', 'holder']);
  const set = (part: Partial<typeof empty>) => setTyped((before) => ({ ...before, ...part }));
  const isTouched = JSON.stringify(typed) !== JSON.stringify(empty);
  useDirty(isTouched);
  const { fields } = acting.refusals;
  const send = async () => {
    if (await acting.send({ bank: typed.bank ?? '', currency: typed.currency ?? 'PEN', number: typed.number, cci: typed.cci, holder: typed.holder })) onDone();
  };
  return (
    <Dialog title={texts.accounts.open} onClose={onClose} dismissable={!isTouched}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <SelectField
          label={texts.accounts.bank}
          value={typed.bank}
          onChange={(bank) => set({ bank })}
          options={(data?.banks ?? []).map(({ code, name }) => ({ id: code, label: code, detail: name }))}
          placeholder={texts.common.choose}
          hint={texts.accounts.bankAccounts}
          error={fields['bank']}
          autoFocus
        />
        <RadioField
          label={texts.accounts.currency}
          inline
          value={typed.currency}
          onChange={(id) => set({ currency: id as Currency })}
          options={currencies.map((id) => ({ id, label: currencySign[id] }))}
          error={fields['currency']}
        />
        <TextField
          label={texts.accounts.number}
          mode="numeric"
          value={typed.number}
          onChange={(number) => set({ number })}
          hint={texts.accounts.numberHint}
          error={fields['number']}
        />
        <TextField label={texts.accounts.cci} mode="numeric" value={typed.cci} onChange={(cci) => set({ cci })} hint={texts.accounts.cciHint} error={fields['cci']} />
        <TextField label={texts.accounts.holder} value={typed.holder} onChange={(holder) => set({ holder })} hint={texts.accounts.holderHint} error={fields['holder']} />
        <section className="effect" aria-label={texts.accounts.effect}>
          <h3>{texts.accounts.effect}</h3>
          <ul><li>{texts.accounts.effectZero}</li><li>{texts.accounts.effectClients}</li><li>{texts.accounts.effectForever}</li></ul>
        </section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button
            type="submit"
            tone="primary"
            busy={acting.isBusy && texts.accounts.opening}
            blocked={typed.currency === null ? texts.accounts.chooseCurrency : null}
          >
            {texts.accounts.open}
          </Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}
