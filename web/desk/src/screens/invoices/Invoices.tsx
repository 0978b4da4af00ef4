import { Notice, Tabs } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { InvoiceGaps } from './InvoiceGaps.tsx';
import { InvoiceList } from './InvoiceList.tsx';
import { type InvoiceSearch, parseInvoiceSearch } from './invoices.ts';
import { QueueStopped } from './QueueStopped.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import { useSeries } from './useSeries.ts';
import './invoices.css';

/** The electronic documents of the house: what each waits for, what is missing of a day, and the numbers that they take. */
export default function Invoices() {
  const texts = useOfficeTexts();
  const navigate = useNavigate();
  const search = parseInvoiceSearch(useSearch({ strict: false }));
  const series = useSeries();
  const [told, setTold] = useState<string | null>(null);
  const go = (next: InvoiceSearch) => {
    setTold(null);
    void navigate({ to: '/invoices', search: next as never, replace: true });
  };
  const tabs = [
    { id: 'list', label: texts.invoices.tabs.list, content: () => <InvoiceList search={search} onSearch={go} /> },
    { id: 'missing', label: texts.invoices.tabs.missing, content: () => <InvoiceGaps day={search.day ?? null} onDay={(day) => go({ tab: 'missing', day })} /> },
    { id: 'series', label: texts.invoices.tabs.series, content: () => <SeriesTable asked={series} onTold={setTold} /> },
  ];
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.invoices}</h1>
        <span className="screen-lead">{texts.invoices.lead}</span>
      </div>
      <QueueStopped asked={series} />
      {told && <Notice tone="good" role="status">{told}</Notice>}
      <Tabs
        label={texts.screens.invoices}
        selected={search.tab ?? 'list'}
        onSelect={(id) => go(id === 'list' ? {} : { tab: id as 'missing' | 'series' })}
        tabs={tabs}
      />
    </div>
  );
}
