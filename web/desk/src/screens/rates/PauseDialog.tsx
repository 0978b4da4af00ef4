import { useState } from 'react';
import { PricingPauseSetDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ReasonDialog } from '../clients/ActForm.tsx';

/** Stops the making of prices, or begins it again: one reason, at once. */
export function PauseDialog({ isPaused, onClose, onDone }: { readonly isPaused: boolean; readonly onClose: () => void; readonly onDone: (told: string) => void }) {
  const words = useOfficeTexts().pricing.pause;
  // What the dialog was opened for stays, though somebody else is faster.
  const [pauses] = useState(!isPaused);
  const acting = useAct(PricingPauseSetDocument, ['reason']);
  const send = async (reason: string) => {
    const payload = await acting.send({ key: 'PRICING_PAUSED', value: { flag: pauses }, reason });
    if (!payload) return;
    onDone(payload.proposal ? words.proposed(payload.proposal.deciders) : pauses ? words.done : words.resumed);
  };
  return (
    <ReasonDialog
      title={pauses ? words.pause : words.resume}
      verb={pauses ? words.pause : words.resume}
      effects={pauses ? words.pauseEffects : words.resumeEffects}
      label={words.reason}
      hint={pauses ? words.reasonHint : words.resumeHint}
      field="reason"
      danger={pauses}
      acting={acting}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
