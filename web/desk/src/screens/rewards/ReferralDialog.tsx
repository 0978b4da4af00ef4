import { Badge, Button, Dialog, DialogFoot, Facts, FormBox, limaExact, type State, TextArea } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { useViewer } from '../../app/viewer.tsx';
import { ReferralSetDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { type Referral, referralStanding, referralStates } from './rewards.ts';

const flagged: State = { tone: 'warn', icon: 'flag' };

/** A referral whole: both clients, what they have in common, what was decided; and the decision, for who makes it. */
export function ReferralDialog({ referral, onClose, onDone }: { readonly referral: Referral; readonly onClose: () => void; readonly onDone: (told: string) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.rewards;
  const { can } = useViewer();
  const [reason, setReason] = useState('');
  const acting = useAct(ReferralSetDocument, ['reason']);
  useDirty(reason !== '');
  const { referred, referrer, flags, suspended, decidedAt, decisionReason, confirmedAt, boundAt, origin } = referral;
  const verb = suspended ? words.allow : words.suspend;
  const standing = referralStanding(referral);
  const send = async () => {
    if (await acting.send({ referralId: referral.id, suspended: !suspended, reason })) onDone(suspended ? words.done.allowed : words.done.suspended);
  };
  const client = ({ id, fullName, maskedDocumentNumber }: Referral['referred']) => (
    <><Link to="/clients/$id" params={{ id }}>{fullName}</Link> <span className="muted">{maskedDocumentNumber}</span></>
  );
  return (
    <Dialog title={words.title(referred.fullName)} onClose={onClose} dismissable={reason === ''}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <Facts
          facts={[
            { name: words.referred, value: client(referred) },
            { name: words.referrer, value: client(referrer) },
            { name: words.origin, value: label('ReferralOrigin', origin) },
            { name: words.bound, value: limaExact(boundAt) },
            { name: words.confirmed, value: confirmedAt ? limaExact(confirmedAt) : words.notConfirmed },
            { name: words.standing, value: <Badge state={referralStates[standing]}>{words.standings[standing]}</Badge>, wide: true },
            {
              name: words.flags, wide: true,
              value: flags.length > 0
                ? <span className="button-row">{flags.map((flag) => <Badge key={flag} state={flagged}>{label('ReferralFlag', flag)}</Badge>)}</span>
                : words.noFlags,
            },
            ...(decidedAt ? [{ name: words.decided, value: limaExact(decidedAt) }, { name: words.decision, value: decisionReason ?? '—', wide: true }] : []),
          ]}
        />
        {can.referralsDecide ? (
          <>
            <TextArea label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} error={acting.refusals.fields['reason']} rows={2} autoFocus />
            <section className="effect" aria-label={texts.act.effect}>
              <h3>{texts.act.effect}</h3>
              <ul className="plain-list">{(suspended ? words.allowEffects : words.suspendEffects).map((effect) => <li key={effect}>{effect}</li>)}</ul>
            </section>
          </>
        ) : <p className="muted">{words.mayNot}</p>}
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          {can.referralsDecide && <Button type="submit" tone={suspended ? 'primary' : 'danger'} busy={acting.isBusy && words.saving}>{verb}</Button>}
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}
