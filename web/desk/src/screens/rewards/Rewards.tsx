import { Notice, Tabs } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { Campaigns } from './Campaigns.tsx';
import { Referrals } from './Referrals.tsx';
import { parseRewardSearch } from './rewards.ts';
import '../clients/clients.css';

/** Who recommended the house to whom, with what is odd about it, and the codes that the house gives to everybody. */
export default function Rewards() {
  const texts = useOfficeTexts();
  const { can } = useViewer();
  const navigate = useNavigate();
  const search = parseRewardSearch(useSearch({ strict: false }));
  const [told, setTold] = useState<string | null>(null);
  const go = (next: object) => {
    setTold(null);
    void navigate({ to: '/rewards', search: next as never, replace: true });
  };
  const tabs = [
    ...(can.rewardsRead ? [{
      id: 'referrals', label: texts.rewards.tabs.referrals,
      content: () => <Referrals view={search.view ?? 'suspended'} onView={(view) => go(view === 'suspended' ? {} : { view })} onTold={setTold} />,
    }] : []),
    ...(can.campaignsManage ? [{ id: 'campaigns', label: texts.rewards.tabs.campaigns, content: () => <Campaigns onTold={setTold} /> }] : []),
  ];
  const tab = tabs.find(({ id }) => id === search.tab)?.id ?? tabs[0]?.id ?? '';
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.rewards}</h1>
        <span className="screen-lead">{texts.rewards.lead}</span>
      </div>
      {told && <Notice tone="good" role="status">{told}</Notice>}
      <Tabs label={texts.screens.rewards} selected={tab} onSelect={(id) => go(id === 'campaigns' ? { tab: id } : {})} tabs={tabs} />
    </div>
  );
}
