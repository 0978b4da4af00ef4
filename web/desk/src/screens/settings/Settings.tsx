import { Card, Denied, Empty, Notice, Skeleton, Tabs } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { ProviderQueuesDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { QueueTable } from '../system/QueueTable.tsx';
import { Hours } from './Hours.tsx';
import { Parameters } from './Parameters.tsx';
import './settings.css';

const tabs = ['parameters', 'hours', 'providers'] as const;
type SettingsTab = (typeof tabs)[number];

/** What people of the house change while it runs: parameters, hours and holidays; and how its providers fare. */
export default function Settings() {
  const texts = useOfficeTexts();
  const navigate = useNavigate();
  const asked = (useSearch({ strict: false }) as { readonly tab?: unknown }).tab;
  const tab = tabs.find((one) => one === asked) ?? 'parameters';
  const [told, setTold] = useState<string | null>(null);
  const open = (id: string) => {
    setTold(null);
    void navigate({ to: '/settings', search: { tab: id as SettingsTab } as never, replace: true });
  };
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.settings}</h1>
        <span className="screen-lead">{texts.settings.lead}</span>
      </div>
      {told && <Notice tone="good" role="status">{told}</Notice>}
      <Tabs
        label={texts.screens.settings}
        selected={tab}
        onSelect={open}
        tabs={[
          { id: 'parameters', label: texts.settings.tabs.parameters, content: () => <Parameters onTold={setTold} /> },
          { id: 'hours', label: texts.settings.tabs.hours, content: () => <Hours onTold={setTold} /> },
          { id: 'providers', label: texts.settings.tabs.providers, content: () => <Providers /> },
        ]}
      />
    </div>
  );
}

/** What waits for each provider: all that the house tells of their health. */
function Providers() {
  const texts = useOfficeTexts();
  const { can } = useViewer();
  const { data, isLoading } = useAsk(ProviderQueuesDocument, {}, { pause: !can.systemRead, policy: 'network-only' });
  if (!can.systemRead) return <Denied>{texts.settings.providersDenied}</Denied>;
  const queues = data?.systemStatus.queues ?? [];
  return (
    <Card title={texts.settings.providers} flush>
      {isLoading && <Skeleton rows={3} label={texts.common.loading} />}
      {data && (queues.length === 0 ? <Empty icon="mail">{texts.settings.providersFine}</Empty> : <QueueTable queues={queues} />)}
      <p className="muted small settings-note">{texts.settings.providersNote}</p>
    </Card>
  );
}
