import { Age, Button, Card, Empty, Facts, Failure, Notice, Skeleton, Time, useNow } from '@qoricash/kit';
import { useEffect, useMemo, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { usePause } from '../../app/PricingPaused.tsx';
import { useViewer } from '../../app/viewer.tsx';
import { RateHistoryDocument, type RateHistoryQuery, RatesNowDocument, type RatesNowQuery, RateTicksDocument } from '../../gql/graphql.ts';
import { useAsk, useValue } from '../../house/ask.ts';
import { RateFigure } from '../../house/money.tsx';
import { useLabel, useOfficeTexts, useTexts } from '../../texts/texts.tsx';
import { pipsBetween } from '../new-operation/pips.ts';
import { stepsOf } from './chart.ts';
import { Discounts, useDiscountParameters } from './Discounts.tsx';
import { PauseDialog } from './PauseDialog.tsx';
import { PriceTrial } from './PriceTrial.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { Scheduled, useScheduled } from './Scheduled.tsx';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import { tiersOf } from './tiers.ts';
import './rates.css';

type Publication = RateHistoryQuery['ratePublications']['nodes'][number];

type Open = 'publish' | 'schedule' | 'pause';

/** The rates in force and how prices come about from them; publishing, scheduling and stopping them. */
export default function Rates() {
  const texts = useOfficeTexts();
  const { pricing } = texts;
  const { can } = useViewer();
  const now = useAsk(RatesNowDocument, {});
  const history = useAsk(RateHistoryDocument, { first: 100 });
  const discounts = useDiscountParameters();
  const pause = usePause();
  useValue(RateTicksDocument, {});
  const [open, setOpen] = useState<Open | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const begin = (next: Open) => {
    setTold(null);
    setOpen(next);
  };
  const finish = (text: string | null) => {
    setOpen(null);
    setTold(text);
  };
  const mayPause = pause.parameter?.maySet === true;
  const pauseWord = pause.isPaused ? pricing.pause.resume : pricing.pause.pause;
  useKeys(texts.rates.title, [
    { keys: 'p', label: texts.rates.publish, act: () => begin('publish'), when: () => can.ratesPublish && open === null },
    { keys: 's', label: pricing.scheduled.schedule, act: () => begin('schedule'), when: () => can.ratesPublish && open === null },
    { keys: 'Shift+P', label: pauseWord, act: () => begin('pause'), when: () => mayPause && open === null },
  ]);
  const { publicRate } = now.data ?? {};
  const publications = history.data?.ratePublications.nodes ?? [];
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.rates.title}</h1>
        {publicRate && <span className="screen-lead">{texts.home.published} <Age at={publicRate.at} /></span>}
        <span className="button-row">
          {mayPause && <Button tone={pause.isPaused ? 'primary' : 'danger'} icon="pause" shortcut="Shift+P" onPress={() => begin('pause')}>{pauseWord}</Button>}
          {can.ratesPublish && <Button tone="primary" shortcut="p" onPress={() => begin('publish')}>{texts.rates.publish}</Button>}
        </span>
      </div>
      {told && <Notice tone="good" role="status">{told}</Notice>}
      {pause.parameter?.coming.map(({ id, value, validFrom, reason, setBy }) => (
        <Notice key={id} tone="info">
          {value.flag ? pricing.pause.willPause : pricing.pause.willResume} <Time at={validFrom} />. {texts.frame.pausedBy(setBy.name)}: «{reason}»
        </Notice>
      ))}
      {now.problem && <Failure message={now.problem.message} requestId={now.problem.requestId} onRetry={now.again} />}
      {now.isLoading && <Skeleton rows={4} label={texts.common.loading} />}
      {now.data && !publicRate && <Empty icon="rate">{texts.rates.empty}</Empty>}
      {now.data && <Now now={now.data} />}
      {publications.length > 0 && <Chart publications={publications} />}
      {can.ratesPublish && <Schedules onSchedule={() => begin('schedule')} isScheduling={open === 'schedule'} at={publicRate?.at} />}
      <div className="rates-parts">
        {now.data && publicRate && <PriceTrial now={now.data} tiers={tiersOf(discounts.parameters)} state={`${publicRate.at} ${pause.isPaused}`} />}
        <Discounts asked={discounts} onTold={setTold} />
      </div>
      <History publications={publications} />
      {open === 'publish' && <PublishDialog publicRate={publicRate ?? null} baseRate={now.data?.baseRate ?? null} onClose={() => setOpen(null)} />}
      {open === 'schedule' && <ScheduleDialog publicRate={publicRate ?? null} onClose={() => setOpen(null)} onDone={() => finish(null)} />}
      {open === 'pause' && <PauseDialog isPaused={pause.isPaused} onClose={() => setOpen(null)} onDone={(text) => { finish(text); pause.again(); }} />}
    </div>
  );
}

/** The pairs in force: what everybody is offered, and for who sees it what that is measured against. */
function Now({ now: { publicRate, baseRate } }: { readonly now: RatesNowQuery }) {
  const texts = useTexts();
  if (!publicRate) return null;
  return (
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
  );
}

/** The scheduled pairs, read anew when one was scheduled here and when a rate was published, which may have been one of them. */
function Schedules({ onSchedule, isScheduling, at }: { readonly onSchedule: () => void; readonly isScheduling: boolean; readonly at: string | undefined }) {
  const [isOpen, setView] = useState(true);
  const list = useScheduled(isOpen);
  const { again } = list;
  useEffect(() => {
    if (!isScheduling) again();
  }, [isScheduling, at, again]);
  return <Scheduled isOpen={isOpen} onView={setView} list={list} onSchedule={onSchedule} />;
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
