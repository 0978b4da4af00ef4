import { Button, Card, Empty, Facts, Failure, Notice, RadioField, Skeleton, TextField, Time } from '@qoricash/kit';
import { type Decimal, parse } from '@qoricash/sdk/money';
import { useEffect, useState } from 'react';
import { PriceTrialDocument, type PriceTrialQuery, type RatesNowQuery, type Side } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { Amount, plainMoney } from '../../house/money.tsx';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { type Tier, tierOf } from './tiers.ts';
import { Waterfall } from './Waterfall.tsx';
import { type Part, partsOfTrial } from './waterfall.ts';

interface Asked {
  readonly side: Side;
  readonly usd: Decimal;
  readonly code: string;
}

/** What a price would be made of now: an amount and a code, and each part with where it comes from. */
export function PriceTrial({ now, tiers, state }: {
  readonly now: RatesNowQuery;
  readonly tiers: readonly Tier[];
  /** What a price hangs on besides: another one is asked for when it changes. */
  readonly state: string;
}) {
  const texts = useOfficeTexts();
  const words = texts.pricing.trial;
  const [side, setSide] = useState<Side>('HOUSE_BUYS_USD');
  const [amount, setAmount] = useState('');
  const [typedCode, setTypedCode] = useState('');
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const usd = parse(amount);
  useEffect(() => {
    const later = setTimeout(() => setAsked(usd === null ? null : { side, usd, code }), 300);
    return () => clearTimeout(later);
  }, [side, usd, code]);
  return (
    <Card title={words.title}>
      <div className="form">
        <p className="muted small">{words.lead}</p>
        <RadioField
          label={words.side}
          inline
          value={side}
          onChange={(id) => setSide(id as Side)}
          options={[{ id: 'HOUSE_BUYS_USD', label: words.sells }, { id: 'HOUSE_SELLS_USD', label: words.buys }]}
        />
        <div className="form-columns">
          <TextField label={words.amount} mode="decimal" prefix="US$" value={amount} onChange={setAmount} />
          <form className="trial-code" onSubmit={(event) => { event.preventDefault(); setCode(typedCode.trim()); }}>
            <TextField
              label={<>{words.code} <span className="muted">({texts.common.optional})</span></>}
              value={typedCode}
              onChange={(text) => { setTypedCode(text); if (text.trim() === '') setCode(''); }}
              maxLength={12}
            />
            <Button type="submit">{words.try}</Button>
          </form>
        </div>
        {asked ? <Told key={state} asked={asked} now={now} tiers={tiers} /> : <Empty icon="rate">{words.empty}</Empty>}
        <p className="muted small">{words.negotiated}</p>
      </div>
    </Card>
  );
}

function Told({ asked: { side, usd, code }, now, tiers }: { readonly asked: Asked; readonly now: RatesNowQuery; readonly tiers: readonly Tier[] }) {
  const texts = useOfficeTexts();
  const money = { amount: usd, currency: 'USD' as const };
  const { data, problem, isLoading, again } = useAsk(PriceTrialDocument, {
    amount: side === 'HOUSE_BUYS_USD' ? { pay: money } : { receive: money }, couponCode: code || null,
  }, { policy: 'network-only' });
  if (problem) return <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />;
  if (isLoading) return <Skeleton rows={5} label={texts.common.loading} />;
  if (!data) return null;
  const { pay, receive, rate, discounts, blockers } = data.pricePreview;
  const open = now.publicRate;
  const why = (part: Part) => <Why part={part} now={now} tier={tierOf(usd, tiers)} discounts={discounts} />;
  return (
    <div className="form" aria-live="polite">
      {blockers.map(({ code: fault, message }) => <Notice key={fault + message} tone="warn">{message}</Notice>)}
      {rate && open && (
        <>
          <Facts
            facts={[
              { name: texts.pricing.trial.pays, value: <Amount money={pay} size="figure" /> },
              { name: texts.pricing.trial.gets, value: <Amount money={receive} size="figure" /> },
            ]}
          />
          <Waterfall parts={partsOfTrial({ side, base: now.baseRate ?? null, open, discounts, rate })} why={why} />
        </>
      )}
    </div>
  );
}

/** Who published a pair, when and why. */
function Published({ by, at, reason }: { readonly by: string | undefined; readonly at: string; readonly reason: string | null | undefined }) {
  const { pricing } = useOfficeTexts();
  return <>{by && `${pricing.publishedBy(by)} · `}<Time at={at} />{reason && ` · «${reason}»`}</>;
}

/** Where a part comes from: who published it and why, the tier that the amount reaches, the code and what it saves. */
function Why({ part, now: { baseRate, publicRate }, tier, discounts }: {
  readonly part: Part;
  readonly now: RatesNowQuery;
  readonly tier: Tier | null;
  readonly discounts: PriceTrialQuery['pricePreview']['discounts'];
}) {
  const { pricing } = useOfficeTexts();
  const saved = (kind: string) => discounts.find((one) => one.kind === kind)?.saved;
  switch (part.of) {
    case 'base': return baseRate && <Published by={baseRate.publishedBy?.name} at={baseRate.at} reason={baseRate.reason} />;
    case 'spread': return publicRate?.publication?.source === 'MANUAL' ? pricing.byHand : pricing.derived;
    case 'public': {
      const publication = publicRate?.publication;
      return publicRate && <Published by={publication?.publishedBy?.name} at={publicRate.at} reason={publication?.reason} />;
    }
    case 'tier': {
      if (!tier) return null;
      const given = tier.pips.value.integer ?? 0;
      const cut = given === -part.pips ? null : pricing.trial.cut(given);
      return [pricing.trial.tier(tier.place, tier.from.value.text), cut, pricing.trial.saved(plainMoney(saved('TIER')))].filter(Boolean).join(' · ');
    }
    case 'coupon': return <><code>{part.code}</code> · {pricing.trial.saved(plainMoney(saved('COUPON')))}</>;
    default: return null;
  }
}
