import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

export interface TabContent {
  readonly id: string;
  readonly label: string;
  readonly count?: number | null;
  readonly content: () => ReactNode;
}

/** Parts of one object, one at a time. What a tab holds is made when it is opened. */
export function Tabs({ label, tabs, selected, onSelect }: {
  readonly label: string;
  readonly tabs: readonly TabContent[];
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
}) {
  return (
    <AriaTabs
      className="tabs"
      {...(selected !== undefined && { selectedKey: selected })}
      {...(onSelect && { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
            {tab.count != null && <span className="tab-count">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => <TabPanel key={tab.id} id={tab.id} className="tab-panel">{tab.content()}</TabPanel>)}
    </AriaTabs>
  );
}
