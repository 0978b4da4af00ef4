import { Button, Card, ComboField, CopyButton, Facts, FormBox, Notice, SelectField } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import {
  ClientChoicesDocument, ClientForOperationDocument, type ClientForOperationQuery, ClientOperationsDocument, type LockedQuoteFragment, OperationCreateDocument,
  type OperationDetailFragment, OperatorsDocument,
} from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { plainMoney } from '../../house/money.tsx';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { isEnded } from '../operations/rules.ts';
import { PriceStep, QuoteCompared } from './PriceStep.tsx';
import './new-operation.css';

type Client = Extract<NonNullable<ClientForOperationQuery['node']>, { readonly __typename: 'Client' }>;

/** A new operation for a client: who, at what price, by which accounts. Each step says what stands in the way. */
export default function NewOperation() {
  const texts = useTexts();
  const [clientId, setClient] = useState<string | null>(null);
  const [quote, setQuote] = useState<LockedQuoteFragment | null>(null);
  const [created, setCreated] = useState<OperationDetailFragment | null>(null);
  const { data } = useAsk(ClientForOperationDocument, { id: clientId ?? '' }, { pause: !clientId });
  const client = clientId && data?.node?.__typename === 'Client' ? data.node : null;
  useDirty(clientId !== null && created === null);
  const again = () => {
    setClient(null);
    setQuote(null);
    setCreated(null);
  };
  if (created) return <Created operation={created} onAgain={again} />;
  return (
    <div className="screen new-operation">
      <h1>{texts.newOperation.title}</h1>
      <ClientStep client={client} value={clientId} onChange={(id) => { setClient(id); setQuote(null); }} />
      {client && <PriceStep key={client.id} clientId={client.id} quote={quote} onQuote={setQuote} />}
      {client && quote && <AccountStep key={quote.id} client={client} quote={quote} onFresh={setQuote} onCreated={setCreated} />}
    </div>
  );
}

function ClientStep({ client, value, onChange }: { readonly client: Client | null; readonly value: string | null; readonly onChange: (id: string | null) => void }) {
  const texts = useTexts();
  const label = useLabel();
  const [text, setText] = useState('');
  const isShort = text.trim().length < 3;
  const { data } = useAsk(ClientChoicesDocument, { text: text.trim() }, { pause: isShort });
  const options = (data?.clients.nodes ?? []).map((one) => ({
    id: one.id, label: one.fullName, detail: `${label('DocumentType', one.documentType)} ${one.maskedDocumentNumber} · ${label('KycStatus', one.kycStatus)}`,
  }));
  if (client) {
    return (
      <Card title={`1. ${texts.newOperation.client}`} aside={<Button tone="quiet" onPress={() => onChange(null)}>{texts.newOperation.change}</Button>}>
        <ClientFacts client={client} />
      </Card>
    );
  }
  return (
    <Card title={`1. ${texts.newOperation.client}`}>
      <ComboField
        label={texts.newOperation.clientHint}
        options={isShort ? [] : options}
        value={value}
        onChange={onChange}
        onType={setText}
        empty={isShort ? texts.newOperation.choose : texts.newOperation.nobody(text)}
        autoFocus
      />
    </Card>
  );
}

function ClientFacts({ client }: { readonly client: Client }) {
  const texts = useTexts();
  const label = useLabel();
  const { data } = useAsk(ClientOperationsDocument, { clientId: client.id });
  const running = (data?.operations.nodes ?? []).filter((operation) => !isEnded(operation));
  const { applies, left, maximum, unlock } = client.operatingLimit;
  return (
    <>
      <Facts
        facts={[
          { name: texts.newOperation.client, value: <strong>{client.fullName}</strong>, wide: true },
          { name: texts.operation.document, value: `${label('DocumentType', client.documentType)} ${client.maskedDocumentNumber}` },
          { name: texts.operation.kyc, value: label('KycStatus', client.kycStatus) },
          { name: texts.newOperation.limit, value: applies && left && maximum ? texts.operation.limitOf(plainMoney(left), plainMoney(maximum)) : texts.operation.noLimit },
        ]}
      />
      {applies && unlock && <p className="muted small">{unlock}</p>}
      {running.map(({ id, code, statusLabel }) => (
        <Notice key={id} tone="warn">{texts.newOperation.live}: <Link to="/operations/$id" params={{ id }}>{code}</Link> {statusLabel}</Notice>
      ))}
    </>
  );
}

function AccountStep({ client, quote, onFresh, onCreated }: {
  readonly client: Client;
  readonly quote: LockedQuoteFragment;
  readonly onFresh: (quote: LockedQuoteFragment) => void;
  readonly onCreated: (operation: OperationDetailFragment) => void;
}) {
  const texts = useTexts();
  const of = (currency: string) => client.accounts.filter((account) => account.currency === currency).map(({ id, bank, maskedNumber }) => ({
    id, label: `${bank.code} ${maskedNumber}`, detail: bank.interbank ? texts.operation.interbank : bank.name,
  }));
  const sources = of(quote.pay.currency);
  const destinations = of(quote.receive.currency);
  const only = (options: readonly { readonly id: string }[]) => (options.length === 1 ? (options[0]?.id ?? null) : null);
  const [source, setSource] = useState<string | null>(only(sources));
  const [destination, setDestination] = useState<string | null>(only(destinations));
  const [operator, setOperator] = useState<string | null>(null);
  const people = useAsk(OperatorsDocument, {}, { policy: 'cache-first' });
  const create = useAct(OperationCreateDocument, ['sourceAccountId', 'destinationAccountId', 'operatorId']);
  const fresh = create.refused?.freshQuote;
  const send = async () => {
    const payload = await create.send({
      quoteId: quote.id, clientId: client.id, sourceAccountId: source ?? '', destinationAccountId: destination ?? '', operatorId: operator,
    });
    if (payload?.operation) onCreated(payload.operation);
  };
  return (
    <Card title={`3. ${texts.newOperation.accounts}`}>
      <FormBox onSubmit={() => void send()} problem={create.refusals.whole}>
        {fresh && <QuoteCompared before={quote} after={fresh} onUse={() => onFresh(fresh)} />}
        {sources.length === 0 && <Notice tone="warn">{texts.newOperation.noAccounts(quote.pay.currency)}</Notice>}
        {destinations.length === 0 && <Notice tone="warn">{texts.newOperation.noAccounts(quote.receive.currency)}</Notice>}
        <div className="form-columns">
          <SelectField label={texts.newOperation.source} options={sources} value={source} onChange={setSource} placeholder={texts.common.choose} error={create.refusals.fields['sourceAccountId']} />
          <SelectField
            label={texts.newOperation.destination}
            options={destinations}
            value={destination}
            onChange={setDestination}
            placeholder={texts.common.choose}
            error={create.refusals.fields['destinationAccountId']}
          />
          <ComboField
            label={texts.newOperation.operator}
            options={(people.data?.staff.nodes ?? []).map(({ id, name }) => ({ id, label: name }))}
            value={operator}
            onChange={setOperator}
            hint={texts.newOperation.operatorHint}
            error={create.refusals.fields['operatorId']}
          />
        </div>
        <div className="button-row">
          <Button
            type="submit"
            tone="primary"
            shortcut="Ctrl+Enter"
            busy={create.isBusy && texts.newOperation.creating}
            blocked={source && destination ? null : texts.newOperation.chooseAccounts}
          >
            {texts.newOperation.create}
          </Button>
        </div>
      </FormBox>
    </Card>
  );
}

function Created({ operation, onAgain }: { readonly operation: OperationDetailFragment; readonly onAgain: () => void }) {
  const texts = useTexts();
  const { account, amount, text } = operation.depositInstructions;
  const all = `${operation.code}\n${text}\n${account.bank.name} ${account.number}\nCCI ${account.cci}\n${account.holder ?? ''}\n${plainMoney(amount)}`;
  return (
    <div className="screen new-operation">
      <h1 tabIndex={-1} ref={(head) => head?.focus()}>{texts.newOperation.created(operation.code)}</h1>
      <Card title={texts.newOperation.instructions} aside={<CopyButton text={all} what={texts.common.copyAll} />}>
        <p>{text}</p>
        <Facts
          facts={[
            { name: texts.common.amount, value: <><strong>{plainMoney(amount)}</strong> <CopyButton text={amount.amount} what={texts.common.amount} /></> },
            { name: account.bank.name, value: <><code>{account.number}</code> <CopyButton text={account.number} what={texts.operation.account} /></> },
            { name: 'CCI', value: <><code>{account.cci}</code> <CopyButton text={account.cci} what="CCI" /></> },
            { name: texts.newOperation.holder, value: account.holder },
          ]}
        />
      </Card>
      <div className="button-row">
        <Link to="/operations/$id" params={{ id: operation.id }} className="button button-primary">{texts.newOperation.see}</Link>
        <Button onPress={onAgain}>{texts.newOperation.another}</Button>
      </div>
    </div>
  );
}
