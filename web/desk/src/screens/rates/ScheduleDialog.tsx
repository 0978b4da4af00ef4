import { Button, CheckField, Dialog, DialogFoot, FormBox, Notice, TextArea, TextField } from '@qoricash/kit';
import { parseRate } from '@qoricash/sdk/money';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { useViewer } from '../../app/viewer.tsx';
import { PublicRateScheduleDocument, type RatesNowQuery } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { limaInstant } from '../settings/parameter.ts';
import { Compared, stepKeys } from './PublishDialog.tsx';

/** Has a pair published at an instant, by the same guards as by hand. */
export function ScheduleDialog({ publicRate, onClose, onDone }: {
  readonly publicRate: RatesNowQuery['publicRate'] | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const texts = useOfficeTexts();
  const words = texts.pricing.scheduled;
  const { can } = useViewer();
  const [typed, setTyped] = useState<{ readonly buys: string; readonly sells: string }>({ buys: publicRate?.houseBuys ?? '', sells: publicRate?.houseSells ?? '' });
  const [when, setWhen] = useState('');
  const [isBad, setBad] = useState(false);
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const acting = useAct(PublicRateScheduleDocument, ['houseBuys', 'houseSells', 'publishAt', 'reason']);
  const { fields } = acting.refusals;
  const isTouched = reason !== '' || when !== '';
  useDirty(isTouched);
  const read = (text: string) => parseRate(text) ?? text.trim();
  const send = async () => {
    const publishAt = limaInstant(when);
    setBad(publishAt === null);
    if (publishAt === null) return;
    const payload = await acting.send({ houseBuys: read(typed.buys), houseSells: read(typed.sells), publishAt, reason, override });
    if (!payload) return;
    if (payload.warnings.length > 0) setWarnings(payload.warnings.map(({ message }) => message));
    else onDone();
  };
  if (warnings.length > 0) {
    return (
      <Dialog title={words.warned} onClose={onDone}>
        {warnings.map((text) => <Notice key={text} tone="warn">{text}</Notice>)}
        <DialogFoot><Button tone="primary" onPress={onDone}>{texts.act.understood}</Button></DialogFoot>
      </Dialog>
    );
  }
  const rateField = (side: 'buys' | 'sells', field: 'houseBuys' | 'houseSells', autoFocus = false) => (
    <TextField
      label={texts.rates[side]}
      mode="decimal"
      value={typed[side]}
      onChange={(text) => setTyped({ ...typed, [side]: text })}
      onKeyDown={stepKeys(typed[side], (text) => setTyped({ ...typed, [side]: text }))}
      error={fields[field]}
      hint={texts.rates.stepHint}
      autoFocus={autoFocus}
    />
  );
  return (
    <Dialog title={words.title2} onClose={onClose} dismissable={!isTouched}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <div className="form-columns">{rateField('buys', 'houseBuys', true)}{rateField('sells', 'houseSells')}</div>
        <TextField label={words.when} value={when} onChange={setWhen} hint={words.whenHint} error={isBad ? words.badWhen : fields['publishAt']} />
        <TextArea label={words.reason} value={reason} onChange={setReason} error={fields['reason']} rows={2} />
        {can.ratesOverride && <CheckField checked={override} onChange={setOverride}>{texts.rates.overrideLabel}</CheckField>}
        <section className="effect" aria-label={texts.act.effect} aria-live="polite">
          <h3>{texts.act.effect}</h3>
          <table className="changes">
            <thead><tr><td /><th scope="col">{texts.rates.before}</th><th scope="col">{texts.rates.after}</th><th scope="col">{texts.rates.step}</th></tr></thead>
            <tbody>
              <Compared name={texts.rates.buys} from={publicRate?.houseBuys} to={parseRate(typed.buys)} />
              <Compared name={texts.rates.sells} from={publicRate?.houseSells} to={parseRate(typed.sells)} />
            </tbody>
          </table>
          <ul className="plain-list">{words.effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
        </section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" busy={acting.isBusy && words.scheduling}>{words.schedule}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}
