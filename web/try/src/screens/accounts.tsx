import { useState, type FormEvent } from 'react';
import { AddAccountDocument, BanksDocument, type BanksQuery } from '../gql/graphql.ts';
import { To } from '../parts/to.tsx';
import { house } from '../house.ts';
import { Check, Choice, Failed, Faults, Field, Submit } from '../parts/form.tsx';
import { useAct, useAnswer } from '../parts/hooks.ts';
import { go } from '../navigation.ts';
import type { Known } from '../state/known.ts';
import { keepPerson } from '../state/phone.ts';

/** The client's own accounts: one in each currency is needed. */
export function Accounts({ known }: { readonly known: Known }) {
  const { accounts } = known.person;
  return (
    <div className="stack">
      <h1>Tus cuentas</h1>
      {(['PEN', 'USD'] as const).map((currency) => (
        <section key={currency} className="card stack" aria-labelledby={currency}>
          <h2 id={currency}>{currency === 'USD' ? 'En dólares' : 'En soles'}</h2>
          <ul className="list">
            {accounts.filter((account) => account.currency === currency).map(({ id, bank, maskedNumber, maskedCci }) => (
              <li key={id} className="part"><strong>{bank.name}</strong><br /><span className="mono">{maskedNumber || maskedCci}</span></li>
            ))}
          </ul>
          {!accounts.some((account) => account.currency === currency) && <p className="hint">Aún no tienes. Para operar necesitas una en cada moneda.</p>}
        </section>
      ))}
      <To route={{ screen: 'account' }} className="button button-primary">Agregar una cuenta</To>
    </div>
  );
}

type Bank = BanksQuery['banks'][number];

/** Adding an account. The bank says how its numbers are written. */
export function AccountAdd() {
  const { data, fault, again } = useAnswer(BanksDocument);
  if (fault) return <Failed fault={fault} again={again} />;
  if (!data) return <p className="waiting" role="status">Un momento…</p>;
  return <Form banks={data.banks} />;
}

function Form({ banks }: { readonly banks: readonly Bank[] }) {
  const [code, setCode] = useState(banks[0]?.code ?? '');
  const [kind, setKind] = useState<'SAVINGS' | 'CHECKING'>('SAVINGS');
  const act = useAct();
  const bank = banks.find((each) => each.code === code);
  const form = bank?.accountNumbers.find((each) => each.kind === kind || each.kind === null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? '').trim() || null;
    const input = { bank: code, currency: text('currency') as 'PEN', kind, number: text('number'), cci: text('cci'), holderDeclared: typed.get('own') !== null };
    const answer = await act.run((key) => house.act(AddAccountDocument, { input: { idempotencyKey: key(input), ...input } }));
    if (answer?.ok && answer.data.client) {
      keepPerson({ accounts: answer.data.client.accounts }, answer);
      history.length > 1 ? history.back() : go({ screen: 'accounts' });
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <h1>Agregar una cuenta</h1>
      <div className="card stack">
        <Choice label="Banco" value={code} onChange={({ target }) => setCode(target.value)} fault={act.at('bank')}>
          {banks.map((each) => <option key={each.code} value={each.code}>{each.name}</option>)}
        </Choice>
        <Choice label="Moneda" name="currency" fault={act.at('currency')}><option value="PEN">Soles</option><option value="USD">Dólares</option></Choice>
        <Choice label="Tipo" value={kind} onChange={({ target }) => setKind(target.value as 'SAVINGS')} fault={act.at('kind')}>
          <option value="SAVINGS">Ahorros</option><option value="CHECKING">Corriente</option>
        </Choice>
        {!bank?.cciOnly && (
          <Field label="Número de cuenta" name="number" inputMode="numeric" autoComplete="off" placeholder={form?.mask} fault={act.at('number')}
            hint={form ? `${form.digits} dígitos, como ${form.mask}` : undefined} />
        )}
        <Field label={bank?.cciOnly ? 'CCI' : 'CCI (opcional si das el número)'} name="cci" inputMode="numeric" autoComplete="off" hint="20 dígitos" fault={act.at('cci')} />
        <Check name="own" label="Declaro que la cuenta es mía." fault={act.at('holderDeclared')} />
      </div>
      <Faults of={act.besides('bank', 'currency', 'kind', 'number', 'cci', 'holderDeclared')} />
      <Submit isBusy={act.isBusy} busy="Agregando…">Agregar</Submit>
    </form>
  );
}
