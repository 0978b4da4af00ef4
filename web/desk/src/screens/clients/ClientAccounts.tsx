import { Badge, Button, Card, CopyButton, done, Empty, limaExact, waiting } from '@qoricash/kit';
import { currencySign } from '@qoricash/sdk/money';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import type { ClientActing } from './Client.tsx';
import { useBlock } from './useBlock.ts';

/** The bank accounts of a client: whose they were declared to be, and whether the house saw that they are. */
export function ClientAccounts({ client, begin }: ClientActing) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const block = useBlock(client);
  const words = texts.clients.accounts;
  return (
    <Card
      title={texts.clients.tabs.accounts}
      aside={<Button icon="plus" shortcut="a" blocked={block('ADD_ACCOUNT')} onPress={() => begin({ act: 'ADD_ACCOUNT' })}>{texts.clients.act.ADD_ACCOUNT}</Button>}
      flush
    >
      {client.accounts.length === 0 && <Empty icon="bank">{words.empty}</Empty>}
      {client.accounts.length > 0 && (
        <div className="table-scroll">
          <table className="plain-table padded">
            <thead>
              <tr>
                <th scope="col">{words.bank}</th><th scope="col">{words.currency}</th><th scope="col">{words.number}</th><th scope="col">CCI</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.holder}</th><th scope="col"><span className="heard">{texts.clients.acts}</span></th>
              </tr>
            </thead>
            <tbody>
              {client.accounts.map((account) => (
                <tr key={account.id}>
                  <td title={account.bank.name}>{account.bank.code}</td>
                  <td>{currencySign[account.currency]}</td>
                  <td><code>{account.number}</code> <CopyButton text={account.number} what={texts.clients.copy.number} /></td>
                  <td><code>{account.cci}</code> <CopyButton text={account.cci} what={texts.clients.copy.cci} /></td>
                  <td>{label('BankAccountKind', account.kind)}</td>
                  <td title={limaExact(account.holderConfirmedAt ?? account.holderDeclaredAt)}>
                    <Badge state={account.holderConfirmedAt ? done : waiting}>{account.holderConfirmedAt ? words.confirmed : words.declared}</Badge>
                  </td>
                  <td>
                    <span className="button-row">
                      {!account.holderConfirmedAt && (
                        <Button blocked={block('CONFIRM_ACCOUNT')} onPress={() => begin({ act: 'CONFIRM_ACCOUNT', account })}>{texts.clients.act.CONFIRM_ACCOUNT}</Button>
                      )}
                      <Button tone="quiet" blocked={block('REMOVE_ACCOUNT')} onPress={() => begin({ act: 'REMOVE_ACCOUNT', account })}>
                        {texts.clients.act.REMOVE_ACCOUNT}
                      </Button>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
