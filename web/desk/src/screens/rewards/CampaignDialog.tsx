import { TextField } from '@qoricash/kit';
import { useState } from 'react';
import { CampaignCreateDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from '../clients/ActForm.tsx';
import { limaInstant } from '../settings/parameter.ts';
import { wholeNumber } from '../users/tokens.ts';

const blank = { name: '', code: '', pips: '', from: '', until: '', uses: '' };
type Typed = typeof blank;

/** Begins a campaign: a code for everybody, what it gives, how often and how long. */
export function CampaignDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = useOfficeTexts();
  const words = texts.rewards.campaign;
  const [typed, setTyped] = useState<Typed>(blank);
  const [wrong, setWrong] = useState<Partial<Typed>>({});
  const acting = useAct(CampaignCreateDocument, ['name', 'code', 'pips', 'validFrom', 'validUntil', 'maxUses']);
  const { fields } = acting.refusals;
  const send = async () => {
    const pips = wholeNumber(typed.pips);
    const maxUses = wholeNumber(typed.uses);
    const validUntil = limaInstant(typed.until);
    const validFrom = typed.from.trim() === '' ? undefined : limaInstant(typed.from);
    setWrong({
      ...(pips === null && { pips: words.badNumber }), ...(maxUses === null && { uses: words.badNumber }),
      ...(validUntil === null && { until: words.badInstant }), ...(validFrom === null && { from: words.badInstant }),
    });
    if (pips === null || maxUses === null || validUntil === null || validFrom === null) return;
    const payload = await acting.send({
      name: typed.name, pips, validUntil, maxUses, ...(typed.code.trim() && { code: typed.code.trim() }), ...(validFrom && { validFrom }),
    });
    if (payload) onDone();
  };
  const field = (name: keyof Typed, text: string, hint: string, error: string | undefined, more: object = {}) => (
    <TextField label={text} value={typed[name]} onChange={(value) => setTyped({ ...typed, [name]: value })} hint={hint} error={wrong[name] ?? error} {...more} />
  );
  return (
    <ActForm
      title={words.create}
      verb={words.make}
      effects={words.effects}
      acting={acting}
      isTouched={JSON.stringify(typed) !== JSON.stringify(blank)}
      onSend={() => void send()}
      onClose={onClose}
    >
      {field('name', words.name, words.nameHint, fields['name'], { maxLength: 80, autoFocus: true })}
      <div className="form-columns">
        {field('code', `${words.code} (${texts.common.optional})`, words.codeHint, fields['code'], { maxLength: 12 })}
        {field('pips', words.pips, words.pipsHint, fields['pips'], { mode: 'numeric' })}
        {field('from', `${words.from} (${texts.common.optional})`, words.fromHint, fields['validFrom'])}
        {field('until', words.until, words.untilHint, fields['validUntil'])}
        {field('uses', words.uses, words.usesHint, fields['maxUses'], { mode: 'numeric' })}
      </div>
    </ActForm>
  );
}
