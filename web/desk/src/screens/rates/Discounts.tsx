import { Badge, Button, Card, Failure, secondPerson, Skeleton } from '@qoricash/kit';
import { useState } from 'react';
import { DiscountParametersDocument, type ParameterKey } from '../../gql/graphql.ts';
import { type Asked, useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { type Parameter, standingOf, type Value } from '../settings/parameter.ts';
import { ParameterDialog } from '../settings/ParameterDialog.tsx';
import { SetParameterDialog } from '../settings/SetParameterDialog.tsx';
import { tiersOf } from './tiers.ts';
import '../settings/settings.css';

/** The parameters that a discount is made of, fresh. */
export function useDiscountParameters() {
  const asked = useAsk(DiscountParametersDocument, {}, { policy: 'network-only' });
  const { again } = asked;
  useDeskEvents({ onEvent: ({ __typename }) => (__typename === 'ParameterEvent' || __typename === 'ApprovalEvent') && again(), onReload: again });
  return { ...asked, parameters: asked.data?.parameters ?? [] };
}

/** What a price takes off by amount and by code; each value opens with its history, and its change is proposed as that of any parameter. */
export function Discounts({ asked, onTold }: {
  readonly asked: Asked<unknown> & { readonly parameters: readonly Parameter[] };
  readonly onTold: (text: string | null) => void;
}) {
  const texts = useOfficeTexts();
  const words = texts.pricing.tiers;
  const { parameters, problem, isLoading, again } = asked;
  const [open, setOpen] = useState<string | null>(null);
  const [changing, setChanging] = useState<{ readonly id: string; readonly value?: Value } | null>(null);
  const named = (key: ParameterKey) => parameters.find((one) => one.key === key);
  const opened = parameters.find(({ id }) => id === open);
  const changed = parameters.find(({ id }) => id === changing?.id);
  const change = (id: string, value?: Value) => {
    onTold(null);
    setOpen(null);
    setChanging({ id, ...(value && { value }) });
  };
  const finish = (text: string) => {
    setOpen(null);
    setChanging(null);
    onTold(text);
    again();
  };
  const cell = (parameter: Parameter | undefined) => parameter && <Held parameter={parameter} onOpen={setOpen} onChange={change} />;
  return (
    <Card title={words.title} flush>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={5} label={texts.common.loading} />}
      {parameters.length > 0 && (
        <table className="plain-table padded">
          <thead><tr><th scope="col">{words.tier}</th><th scope="col">{words.from}</th><th scope="col">{words.discount}</th></tr></thead>
          <tbody>
            {tiersOf(parameters).map(({ place, from, pips }) => (
              <tr key={place}><td>{words.place(place)}</td><td>{cell(from)}</td><td>{cell(pips)}</td></tr>
            ))}
            <tr>
              <td>{words.coupon}</td>
              <td>{named('COUPON_MAX_USD') && <span className="held"><span className="muted">{words.couponMost}</span> {cell(named('COUPON_MAX_USD'))}</span>}</td>
              <td>{cell(named('COUPON_PIPS'))}</td>
            </tr>
            <tr><td>{words.cap}</td><td /><td>{cell(named('DISCOUNT_CAP_PIPS'))}</td></tr>
          </tbody>
        </table>
      )}
      <p className="muted small rates-note">{words.note}</p>
      {opened && <ParameterDialog parameter={opened} onClose={() => setOpen(null)} onChange={(value) => change(opened.id, value)} onTold={finish} />}
      {changed && (
        <SetParameterDialog key={changed.id} parameter={changed} start={changing?.value ?? changed.value} onClose={() => setChanging(null)} onDone={finish} />
      )}
    </Card>
  );
}

/** A value as a way to its history, with the change that waits and the button for another one. */
function Held({ parameter, onOpen, onChange }: { readonly parameter: Parameter; readonly onOpen: (id: string) => void; readonly onChange: (id: string) => void }) {
  const texts = useOfficeTexts();
  const isWaiting = standingOf(parameter) === 'proposed';
  const blocked = parameter.maySet ? (isWaiting ? texts.settings.waits : null) : texts.settings.mayNot;
  return (
    <span className="held">
      <button type="button" className="link" title={parameter.about} onClick={() => onOpen(parameter.id)}>
        {parameter.value.text}<span className="heard"> {parameter.label}</span>
      </button>
      {isWaiting && <Badge state={secondPerson}>{parameter.proposal?.parameter?.value.text ?? texts.pricing.tiers.waits}</Badge>}
      {parameter.maySet && (
        <Button tone="quiet" icon="note" label={texts.pricing.tiers.change(parameter.label)} blocked={blocked} onPress={() => onChange(parameter.id)} />
      )}
    </span>
  );
}
