import { Button, CheckField, Dialog, DialogFoot, FormBox, Notice, RadioField, TextArea, TextField } from '@qoricash/kit';
import { parseRate, type Rate } from '@qoricash/sdk/money';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { useViewer } from '../../app/viewer.tsx';
import { BaseRatePublishDocument, PublicRatePublishDocument, type RatesNowQuery } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { RateFigure } from '../../house/money.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { pipsBetween } from '../new-operation/pips.ts';
import { percentBetween, stepped } from './steppedRate.ts';

type Kind = 'public' | 'base';

/** Publishes a pair: by hand, or the base that the public pair is derived from. Old and new stand side by side before it is sent. */
export function PublishDialog({ publicRate, baseRate, onClose }: {
  readonly publicRate: NonNullable<RatesNowQuery['publicRate']> | null;
  readonly baseRate: NonNullable<RatesNowQuery['baseRate']> | null;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const { can } = useViewer();
  const [kind, setKind] = useState<Kind>('public');
  const before = kind === 'public' ? { buys: publicRate?.houseBuys, sells: publicRate?.houseSells } : { buys: baseRate?.bid, sells: baseRate?.ask };
  const [typed, setTyped] = useState<{ readonly buys: string; readonly sells: string }>({ buys: publicRate?.houseBuys ?? '', sells: publicRate?.houseSells ?? '' });
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const publish = useAct(PublicRatePublishDocument, ['houseBuys', 'houseSells', 'reason']);
  const publishBase = useAct(BaseRatePublishDocument, ['bid', 'ask', 'reason']);
  const acting = kind === 'public' ? publish : publishBase;
  useDirty(reason !== '');

  const choose = (next: Kind) => {
    setKind(next);
    setTyped(next === 'public' ? { buys: publicRate?.houseBuys ?? '', sells: publicRate?.houseSells ?? '' } : { buys: baseRate?.bid ?? '', sells: baseRate?.ask ?? '' });
  };
  const read = (text: string) => parseRate(text) ?? text.trim();
  const send = async () => {
    const common = { reason, override };
    const payload = kind === 'public'
      ? await publish.send({ houseBuys: read(typed.buys), houseSells: read(typed.sells), ...common })
      : await publishBase.send({ bid: read(typed.buys), ask: read(typed.sells), ...common });
    if (!payload) return;
    if (payload.warnings.length > 0) setWarnings(payload.warnings.map(({ message }) => message));
    else onClose();
  };
  const step = (side: 'buys' | 'sells') => stepKeys(typed[side], (text) => setTyped({ ...typed, [side]: text }));

  if (warnings.length > 0) {
    return (
      <Dialog title={texts.rates.warned} onClose={onClose}>
        {warnings.map((text) => <Notice key={text} tone="warn">{text}</Notice>)}
        <DialogFoot><Button tone="primary" onPress={onClose}>{texts.act.understood}</Button></DialogFoot>
      </Dialog>
    );
  }
  return (
    <Dialog title={texts.rates.publish} onClose={onClose} dismissable={reason === ''}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <RadioField
          label={texts.rates.kind}
          inline
          value={kind}
          onChange={(id) => choose(id as Kind)}
          options={[{ id: 'public', label: texts.rates.publishPublic }, { id: 'base', label: texts.rates.publishBase }]}
        />
        <div className="form-columns">
          <TextField
            label={kind === 'public' ? texts.rates.buys : texts.rates.bid}
            mode="decimal"
            value={typed.buys}
            onChange={(buys) => setTyped({ ...typed, buys })}
            onKeyDown={step('buys')}
            error={acting.refusals.fields[kind === 'public' ? 'houseBuys' : 'bid']}
            hint={texts.rates.stepHint}
            autoFocus
          />
          <TextField
            label={kind === 'public' ? texts.rates.sells : texts.rates.ask}
            mode="decimal"
            value={typed.sells}
            onChange={(sells) => setTyped({ ...typed, sells })}
            onKeyDown={step('sells')}
            error={acting.refusals.fields[kind === 'public' ? 'houseSells' : 'ask']}
            hint={texts.rates.stepHint}
          />
        </div>
        <TextArea label={texts.rates.reason} value={reason} onChange={setReason} error={acting.refusals.fields['reason']} rows={2} />
        {can.ratesOverride && <CheckField checked={override} onChange={setOverride}>{texts.rates.overrideLabel}</CheckField>}
        <section className="effect" aria-label={texts.act.effect} aria-live="polite">
          <h3>{texts.act.effect}</h3>
          <table className="changes">
            <thead><tr><td /><th scope="col">{texts.rates.before}</th><th scope="col">{texts.rates.after}</th><th scope="col">{texts.rates.step}</th></tr></thead>
            <tbody>
              <Compared name={texts.rates.buys} from={before.buys} to={parseRate(typed.buys)} />
              <Compared name={texts.rates.sells} from={before.sells} to={parseRate(typed.sells)} />
            </tbody>
          </table>
          <p className="muted small">{texts.rates.quotesKeep}</p>
        </section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" busy={acting.isBusy && texts.rates.publishing}>{texts.rates.publish}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

/** The arrows move a typed rate by one pip, with Shift by ten. */
export const stepKeys = (typed: string, onStep: (text: string) => void) => (event: { readonly key: string; readonly shiftKey: boolean; preventDefault: () => void }) => {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  event.preventDefault();
  onStep(stepped(typed, (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1)));
};

/** A rate in force beside the one that follows, with the step between them. */
export function Compared({ name, from, to }: { readonly name: string; readonly from: Rate | undefined; readonly to: Rate | null }) {
  const texts = useTexts();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td><RateFigure rate={from} /></td>
      <td><RateFigure rate={to} strong /></td>
      <td>{from && to ? `${pipsBetween(from, to)} ${texts.rates.pips} · ${texts.rates.percent(percentBetween(from, to))}` : '—'}</td>
    </tr>
  );
}
