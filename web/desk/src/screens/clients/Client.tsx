import { Button, CopyButton, Denied, Failure, Menu, Notice, Skeleton, Tabs } from '@qoricash/kit';
import { Link, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { ClientByIdDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ClientAccounts } from './ClientAccounts.tsx';
import { ClientActDialog, type OpenAct } from './ClientActDialog.tsx';
import { ClientContacts } from './ClientContacts.tsx';
import { ClientHistory } from './ClientHistory.tsx';
import { ClientInvoices } from './ClientInvoices.tsx';
import { ClientOperations } from './ClientOperations.tsx';
import { ClientPapers } from './ClientPapers.tsx';
import { ClientRewards } from './ClientRewards.tsx';
import { ClientRisk } from './ClientRisk.tsx';
import { ClientSummary } from './ClientSummary.tsx';
import type { ClientAct, ClientDetail } from './clients.ts';
import { ClientBadge, KycBadge } from './columns.tsx';
import { useBlock } from './useBlock.ts';
import { useClientNews } from './useClients.ts';
import './clients.css';

/** What the parts of the page need to begin an act. */
export interface ClientActing {
  readonly client: ClientDetail;
  readonly begin: (open: OpenAct) => void;
}

/** One client whole: who it is, what it may operate and why, its accounts, papers, operations, and what was done about it. */
export default function Client() {
  const texts = useOfficeTexts();
  const { id = '' } = useParams({ strict: false });
  const router = useRouter();
  const { data, problem, isLoading, again } = useAsk(ClientByIdDocument, { id });
  const found = data?.node;
  const client = found?.__typename === 'Client' ? found : null;
  useClientNews(id, again);
  useKeys(texts.screens.client, [{ keys: 'Escape', label: texts.common.back, act: () => router.history.back() }]);
  return (
    <div className="screen client">
      <Link to="/clients" className="back">‹ {texts.clients.back}</Link>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {client && <Whole key={client.id} client={client} />}
      {!client && isLoading && <Skeleton rows={10} label={texts.common.loading} />}
      {!client && !isLoading && !problem && <Denied>{texts.common.notFound}</Denied>}
    </div>
  );
}

const actKeys: Readonly<Partial<Record<ClientAct, string>>> = { EDIT: 'e', REASSIGN: 'r', REVIEW: 'k', ADD_ACCOUNT: 'a' };

function Whole({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const navigate = useNavigate();
  const { can } = useViewer();
  const [open, setOpen] = useState<OpenAct | null>(null);
  const block = useBlock(client);
  const { identification } = client;
  const begin = (act: OpenAct) => {
    if (act.act === 'REVIEW') void navigate({ to: `/kyc/${client.id}` });
    else setOpen(act);
  };
  useKeys(client.fullName, [
    ...Object.entries(actKeys).map(([act, keys]) => ({
      keys, label: texts.clients.act[act as ClientAct], act: () => begin({ act: act as ClientAct } as OpenAct),
      when: () => open === null && block(act as ClientAct) === null,
    })),
    {
      keys: 'c', label: `${texts.kit.copy} ${texts.clients.copy.document}`, act: () => void navigator.clipboard.writeText(client.documentNumber),
      when: () => open === null,
    },
  ]);
  const acting: ClientActing = { client, begin };
  return (
    <>
      <header className="client-head">
        <h1>{client.fullName}</h1>
        <CopyButton text={client.fullName} what={texts.clients.copyName} />
        <ClientBadge status={client.status} label={label} />
        <KycBadge status={client.kycStatus} label={label} />
        <span className="muted">{client.owner?.name ?? texts.clients.house}</span>
      </header>
      {client.status === 'DEACTIVATED' && client.deactivationReason && <Notice tone="warn">{texts.clients.deactivated(client.deactivationReason)}</Notice>}
      <Acts client={client} begin={begin} block={block} />
      <Tabs
        label={client.fullName}
        tabs={[
          { id: 'summary', label: texts.clients.tabs.summary, content: () => <ClientSummary client={client} /> },
          { id: 'accounts', label: texts.clients.tabs.accounts, count: client.accounts.length, content: () => <ClientAccounts {...acting} /> },
          ...(can.kycRead ? [{
            id: 'papers', label: texts.clients.tabs.papers, count: identification?.documents.length ?? 0, content: () => <ClientPapers {...acting} />,
          }] : []),
          ...(can.riskRead ? [{ id: 'risk', label: texts.risk.tab, content: () => <ClientRisk client={client} /> }] : []),
          ...(can.operationsRead ? [{ id: 'operations', label: texts.clients.tabs.operations, content: () => <ClientOperations client={client} /> }] : []),
          ...(can.invoicesRead ? [{ id: 'invoices', label: texts.clients.tabs.invoices, content: () => <ClientInvoices client={client} /> }] : []),
          ...(can.rewardsRead ? [{ id: 'rewards', label: texts.clients.tabs.rewards, content: () => <ClientRewards client={client} /> }] : []),
          { id: 'contacts', label: texts.clients.tabs.contacts, count: client.contacts.length, content: () => <ClientContacts {...acting} /> },
          ...(can.auditRead ? [{ id: 'trail', label: texts.clients.tabs.trail, content: () => <ClientHistory client={client} /> }] : []),
        ]}
      />
      {open && <ClientActDialog key={open.act} open={open} client={client} onClose={() => setOpen(null)} />}
    </>
  );
}

/** What may be done about the client; what may not says who may, or what stands in the way. */
function Acts({ client, begin, block }: ClientActing & { readonly block: (act: ClientAct) => string | null }) {
  const texts = useOfficeTexts();
  const direct: readonly ClientAct[] = [
    ...(client.kycStatus === 'IN_REVIEW' ? ['REVIEW' as const] : []), 'EDIT', 'REASSIGN',
    client.status === 'DEACTIVATED' ? 'REACTIVATE' : 'DEACTIVATE',
  ];
  const further: readonly ClientAct[] = ['ADD_ACCOUNT', 'SUBMIT', 'CONTACTS', 'REOPEN'];
  const [first] = direct.filter((act) => block(act) === null);
  return (
    <section className="acts" aria-label={texts.clients.acts}>
      {direct.map((act) => (
        <Button
          key={act}
          tone={act === 'DEACTIVATE' ? 'danger' : act === first ? 'primary' : 'plain'}
          shortcut={actKeys[act]}
          blocked={block(act)}
          onPress={() => begin({ act } as OpenAct)}
        >
          {texts.clients.act[act]}
        </Button>
      ))}
      <Menu
        label={texts.operation.more}
        trigger={<Button icon="more" label={texts.operation.more} />}
        acts={further.map((act) => ({ id: act, label: texts.clients.act[act], shortcut: actKeys[act], blocked: block(act), onAct: () => begin({ act } as OpenAct) }))}
      />
    </section>
  );
}
