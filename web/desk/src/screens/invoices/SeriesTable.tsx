import { Badge, Button, Card, done, Empty, failed, Failure, Skeleton, TextField, Time } from '@qoricash/kit';
import { useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { InvoiceSeriesBeginDocument, type InvoiceSeriesNowQuery, type SeriesFactsFragment } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import type { Asked } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from '../clients/ActForm.tsx';
import { wholeNumber } from '../users/tokens.ts';
import { managesAll } from './invoices.ts';

/** The series of the house: the number that each takes next, what waits for one, and whether its documents go out. */
export function SeriesTable({ asked, onTold }: { readonly asked: Asked<InvoiceSeriesNowQuery>; readonly onTold: (text: string | null) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.invoices.series;
  const { permissions } = useViewer();
  const { data, problem, isLoading, again } = asked;
  const [beginning, setBeginning] = useState<SeriesFactsFragment | null>(null);
  const series = data?.invoiceSeries ?? [];
  const mayBegin = managesAll(permissions);
  return (
    <Card title={texts.invoices.tabs.series} flush>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={4} label={texts.common.loading} />}
      {data && series.length === 0 && <Empty icon="receipt">{words.none}</Empty>}
      {series.length > 0 && (
        <table className="plain-table padded">
          <thead>
            <tr>
              <th scope="col">{words.series}</th><th scope="col">{words.kind}</th><th scope="col" className="cell-end">{words.first}</th>
              <th scope="col" className="cell-end">{words.next}</th><th scope="col">{words.waiting}</th><th scope="col">{words.state}</th>
              {mayBegin && <th scope="col"><span className="heard">{words.begin}</span></th>}
            </tr>
          </thead>
          <tbody>
            {series.map((one) => (
              <tr key={one.series}>
                <td><code>{one.series}</code></td>
                <td>{label('InvoiceKind', one.kind)}</td>
                <td className="cell-end">{one.firstNumber ?? <span className="muted">{words.notBegun}</span>}</td>
                <td className="cell-end">{one.nextNumber ?? '—'}</td>
                <td>{one.waiting} {one.waitingSince && <span className="muted">{words.since} <Time at={one.waitingSince} /></span>}</td>
                <td><Badge state={one.stoppedAt ? failed : done}>{one.stoppedAt ? words.stopped : words.goes}</Badge></td>
                {mayBegin && (
                  <td className="cell-end">
                    {one.firstNumber == null && <Button tone="quiet" onPress={() => { onTold(null); setBeginning(one); }}>{words.begin}</Button>}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {beginning && <BeginDialog series={beginning.series} onClose={() => setBeginning(null)} onDone={() => { setBeginning(null); again(); }} />}
    </Card>
  );
}

function BeginDialog({ series, onClose, onDone }: { readonly series: string; readonly onClose: () => void; readonly onDone: () => void }) {
  const words = useOfficeTexts().invoices.series;
  const [typed, setTyped] = useState('');
  const [isBad, setBad] = useState(false);
  const acting = useAct(InvoiceSeriesBeginDocument, ['firstNumber']);
  const send = async () => {
    const firstNumber = wholeNumber(typed);
    setBad(firstNumber === null);
    if (firstNumber !== null && (await acting.send({ series, firstNumber }))) onDone();
  };
  return (
    <ActForm
      title={words.beginTitle(series)}
      verb={words.begin}
      effects={words.beginEffects}
      acting={acting}
      isTouched={typed !== ''}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={words.number}
        mode="numeric"
        value={typed}
        onChange={setTyped}
        hint={words.numberHint}
        error={isBad ? words.badNumber : acting.refusals.fields['firstNumber']}
        autoFocus
      />
    </ActForm>
  );
}
