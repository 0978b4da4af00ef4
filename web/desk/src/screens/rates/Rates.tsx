import { Age, Button, Card, Empty, Facts, Failure, Skeleton, Time, useNow } from '@qoricash/kit';
import { useMemo, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { RateHistoryDocument, type RateHistoryQuery, RatesNowDocument, RateTicksDocument } from '../../gql/graphql.ts';
import { useAsk, useValue } from '../../house/ask.ts';
import { RateFigure } from '../../house/money.tsx';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { pipsBetween } from '../new-operation/pips.ts';
import { stepsOf } from './chart.ts';
import { PublishDialog } from './PublishDialog.tsx';
import './rates.css';

type Publication = RateHistoryQuery['ratePublications']['nodes'][number];

/** The rates in force, how they came about, and publishing others. */
export default function Rates() {
  const texts = useTexts();
  const { can } = useViewer();
  const now = useAsk(RatesNowDocument, {});
  const history = useAsk(RateHistoryDocument, { first: 100 });
  useValue(RateTicksDocument, {});
  const [isPublishing, setPublishing] = useState(false);
  useKeys(texts.rates.title, [{ keys: 'p', label: texts.rates.publish, act: () => setPublishing(true), when: () => can.ratesPublish }]);
  const { publicRate, baseRate } = now.data ?? {};
  const publications = history.data?.ratePublications.nodes ?? [];
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.rates.title}</h1>
        {publicRate && <span className="screen-lead">{texts.home.published} <Age at={publicRate.at} /></span>}
        {can.ratesPublish && <Button tone="primary" shortcut="p" onPress={() => setPublishing(true)}>{texts.rates.publish}</Button>}
      </div>
      {now.problem && <Failure message={now.problem.message} requestId={now.problem.requestId} onRetry={now.again} />}
      {now.isLoading && <Skeleton rows={4} label={texts.common.loading} />}
      {now.data && !publicRate && <Empty icon="rate">{texts.rates.empty}</Empty>}
      {publicRate && (
        <div className="rates-now">
          <Card title={texts.rates.public}>
            <Facts
              facts={[
                { name: texts.rates.buys, value: <RateFigure rate={publicRate.houseBuys} size="number" /> },
                { name: texts.rates.sells, value: <RateFigure rate={publicRate.houseSells} size="number" /> },
                { name: texts.home.spread, value: `${pipsBetween(publicRate.houseBuys, publicRate.houseSells)} ${texts.rates.pips}` },
              ]}
            />
          </Card>
          {baseRate && (
            <Card title={texts.rates.base} aside={<span className="muted"><Age at={baseRate.at} /></span>}>
              <Facts
                facts={[
                  { name: texts.rates.buys, value: <RateFigure rate={baseRate.bid} size="number" /> },
                  { name: texts.rates.sells, value: <RateFigure rate={baseRate.ask} size="number" /> },
                  { name: texts.rates.spread, value: `${baseRate.spreadPips} ${texts.rates.pips}` },
                  { name: texts.rates.who, value: baseRate.publishedBy?.name ?? texts.rates.system },
                ]}
              />
            </Card>
          )}
        </div>
      )}
      {publications.length > 0 && <Chart publications={publications} />}
      <History publications={publications} />
      {isPublishing && <PublishDialog publicRate={publicRate ?? null} baseRate={baseRate ?? null} onClose={() => setPublishing(false)} />}
    </div>
  );
}

const spans = { today: 1, week: 7, quarter: 90 } as const;
const width = 1_000;
const height = 160;

/** The pair as it was offered, by steps; the table below has the same figures. */
function Chart({ publications }: { readonly publications: readonly Publication[] }) {
  const texts = useTexts();
  const [span, setSpan] = useState<keyof typeof spans>('today');
  const until = Math.floor(useNow() / 60_000) * 60_000;
  const steps = useMemo(() => stepsOf(publications, until - spans[span] * 86_400_000, until, width, height), [publications, until, span]);
  return (
    <Card
      title={texts.rates.chart}
      aside={
        <span className="button-row">
          {(Object.keys(spans) as (keyof typeof spans)[]).map((one) => <Button key={one} tone="quiet" pressed={one === span} onPress={() => setSpan(one)}>{texts.rates.days[one]}</Button>)}
        </span>
      }
    >
      {steps && (
        <figure className="chart">
          <svg viewBox={`0 -6 ${width} ${height + 12}`} preserveAspectRatio="none" role="img" aria-label={`${texts.rates.chart}: ${steps.lowest} – ${steps.highest}`}>
            <path className="chart-sells" d={steps.sells} vectorEffect="non-scaling-stroke" />
            <path className="chart-buys" d={steps.buys} vectorEffect="non-scaling-stroke" />
          </svg>
          <figcaption>
            <span className="chart-key chart-key-sells">{texts.rates.sells}</span> <span className="chart-key chart-key-buys">{texts.rates.buys}</span>
            <span className="muted">{texts.rates.range(steps.lowest, steps.highest)}</span>
          </figcaption>
        </figure>
      )}
    </Card>
  );
}

function History({ publications }: { readonly publications: readonly Publication[] }) {
  const texts = useTexts();
  const label = useLabel();
  if (publications.length === 0) return null;
  return (
    <Card title={texts.rates.history} flush>
      <table className="plain-table padded">
        <thead>
          <tr>
            <th scope="col">{texts.rates.time}</th><th scope="col" className="cell-end">{texts.rates.buys}</th><th scope="col" className="cell-end">{texts.rates.sells}</th>
            <th scope="col">{texts.rates.source}</th><th scope="col">{texts.rates.who}</th><th scope="col">{texts.rates.reason}</th>
          </tr>
        </thead>
        <tbody>
          {publications.map(({ id, at, houseBuys, houseSells, source, publishedBy, reason }) => (
            <tr key={id}>
              <td><Time at={at} /></td>
              <td className="cell-end"><RateFigure rate={houseBuys} /></td>
              <td className="cell-end"><RateFigure rate={houseSells} /></td>
              <td>{label('RateSource', source)}</td>
              <td>{publishedBy?.name ?? texts.rates.system}</td>
              <td className="muted">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
