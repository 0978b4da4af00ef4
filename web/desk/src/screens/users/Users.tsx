import { Notice, Tabs } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { Matrix } from './Matrix.tsx';
import { Offices } from './Offices.tsx';
import { People } from './People.tsx';
import { Tokens } from './Tokens.tsx';
import './users.css';

/** Who works for the house, what each may do, its offices, and the access tokens. */
export default function Users() {
  const texts = useOfficeTexts();
  const { can } = useViewer();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const [told, setTold] = useState<string | null>(null);
  const tabs = [
    { id: 'people', label: texts.users.tabs.people, content: () => <People onTold={setTold} /> },
    { id: 'matrix', label: texts.users.tabs.matrix, content: () => <Matrix /> },
    { id: 'offices', label: texts.users.tabs.offices, content: () => <Offices onTold={setTold} /> },
    ...(can.tokensManage ? [{ id: 'tokens', label: texts.users.tabs.tokens, content: () => <Tokens onTold={setTold} /> }] : []),
  ];
  const tab = tabs.find(({ id }) => id === search['tab'])?.id ?? 'people';
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.users}</h1>
        <span className="screen-lead">{texts.users.lead}</span>
      </div>
      {told && <Notice tone="good" role="status">{told}</Notice>}
      <Tabs
        label={texts.screens.users}
        selected={tab}
        onSelect={(id) => {
          setTold(null);
          void navigate({ to: '/users', search: (id === 'people' ? {} : { tab: id }) as never, replace: true });
        }}
        tabs={tabs}
      />
    </div>
  );
}
