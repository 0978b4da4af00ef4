import { Button, Card, Dialog, Empty, Facts, limaExact, Notice, Skeleton, TextArea, Time } from '@qoricash/kit';
import { useState } from 'react';
import { ParameterDecideDocument, ParameterHistoryDocument, type ProposalDecision } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ChangeButton } from './ChangeButton.tsx';
import { type Parameter, standingOf, type Value } from './parameter.ts';

/** One parameter whole: its bounds, the change that waits, and all that ever held. */
export function ParameterDialog({ parameter, onClose, onChange, onTold }: {
  readonly parameter: Parameter;
  readonly onClose: () => void;
  readonly onChange: (value?: Value) => void;
  readonly onTold: (text: string) => void;
}) {
  const texts = useOfficeTexts();
  const { label, about, value, firstValue, minimum, maximum, fourEyes, proposal } = parameter;
  return (
    <Dialog title={label} onClose={onClose} size="wide">
      <p>{about}</p>
      <Facts
        facts={[
          { name: texts.settings.value, value: <strong>{value.text}</strong> },
          { name: texts.settings.standing.first, value: firstValue.text },
          ...(minimum && maximum ? [{ name: texts.settings.range, value: texts.settings.bounds(minimum.text, maximum.text) }] : []),
        ]}
      />
      <p className="muted">{fourEyes ? texts.settings.two : texts.settings.alone}</p>
      {standingOf(parameter) === 'proposed' && proposal && <Waiting parameter={parameter} proposal={proposal} onTold={onTold} />}
      <div className="button-row"><ChangeButton parameter={parameter} onPress={() => onChange()} word={fourEyes ? texts.settings.propose : texts.settings.change} /></div>
      <History parameter={parameter} onRollBack={onChange} />
    </Dialog>
  );
}

/** The change that waits for a second person, beside what holds, and the decision of whoever may make it. */
function Waiting({ parameter, proposal, onTold }: {
  readonly parameter: Parameter;
  readonly proposal: NonNullable<Parameter['proposal']>;
  readonly onTold: (text: string) => void;
}) {
  const texts = useOfficeTexts();
  const [note, setNote] = useState('');
  const decide = useAct(ParameterDecideDocument, ['note']);
  const { mayDecide, parameter: change } = proposal;
  const blocked = mayDecide.allowed ? null : (mayDecide.message ?? texts.settings.mayNot);
  const send = async (decision: ProposalDecision) => {
    const given = note.trim();
    if (await decide.send({ proposalId: proposal.id, decision, ...(given && { note: given }) })) onTold(texts.settings.decided[decision]);
  };
  const busy = decide.isBusy && texts.settings.deciding;
  return (
    <Card title={texts.settings.proposal} aside={<span className="muted">{texts.settings.proposedBy(proposal.proposer.name)} <Time at={proposal.createdAt} /></span>}>
      <div className="form">
        {change && (
          <table className="changes">
            <thead><tr><th scope="col">{texts.settings.before}</th><th scope="col">{texts.settings.after}</th><th scope="col">{texts.settings.validFrom}</th></tr></thead>
            <tbody><tr><td>{parameter.value.text}</td><td><strong>{change.value.text}</strong></td><td>{limaExact(change.validFrom)}</td></tr></tbody>
          </table>
        )}
        <Facts
          facts={[
            ...(change ? [
              { name: texts.settings.reason, value: change.reason },
              { name: texts.settings.source, value: change.source ?? texts.settings.standing.unsourced },
            ] : []),
            { name: texts.settings.decides, value: proposal.deciders },
            ...(proposal.expiresAt ? [{ name: texts.settings.expires, value: limaExact(proposal.expiresAt) }] : []),
          ]}
        />
        {decide.refusals.whole && <Notice tone="bad" role="alert">{decide.refusals.whole}</Notice>}
        {mayDecide.allowed && <TextArea label={texts.settings.note} value={note} onChange={setNote} hint={texts.settings.noteNeeded} error={decide.refusals.fields['note']} rows={2} />}
        <div className="button-row">
          <Button tone="primary" blocked={blocked} busy={busy} onPress={() => void send('CONFIRMED')}>{texts.settings.confirm}</Button>
          <Button
            tone="danger"
            blocked={blocked ?? (note.trim() === '' ? texts.settings.noteNeeded : null)}
            busy={busy}
            onPress={() => void send('DECLINED')}
          >
            {texts.settings.decline}
          </Button>
          {mayDecide.mayWithdraw && <Button busy={busy} onPress={() => void send('WITHDRAWN')}>{texts.settings.withdraw}</Button>}
        </div>
      </div>
    </Card>
  );
}

function History({ parameter, onRollBack }: { readonly parameter: Parameter; readonly onRollBack: (value: Value) => void }) {
  const texts = useOfficeTexts();
  const list = usePages(ParameterHistoryDocument, { key: parameter.key, first: 50 }, ({ parameterHistory }) => parameterHistory);
  const mayChange = parameter.maySet && standingOf(parameter) !== 'proposed';
  return (
    <>
      <Card title={texts.settings.history} flush>
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={3} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && <Empty icon="clock">{texts.settings.noHistory}</Empty>}
        {list.rows.length > 0 && (
          <table className="plain-table padded settings-table">
            <thead>
              <tr>
                <th scope="col">
                  {texts.settings.validFrom}</th>
                  <th scope="col">{texts.settings.value}</th>
                  <th scope="col">{texts.settings.setBy}</th>
                  <th scope="col">{texts.settings.confirmedBy}
                </th>
                <th scope="col">{texts.settings.reason}</th><th scope="col"><span className="heard">{texts.settings.rollBack}</span></th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map(({ id, value, validFrom, setBy, confirmedBy, reason, source }) => (
                <tr key={id}>
                  <td><Time at={validFrom} /></td>
                  <td className="settings-value">{value.text}</td>
                  <td>{setBy.name}</td>
                  <td>{confirmedBy?.name ?? '—'}</td>
                  <td className="settings-name">{reason}<span className="muted small">{source ?? texts.settings.standing.unsourced}</span></td>
                  <td className="cell-end">
                    {mayChange && value.text !== parameter.value.text && <Button onPress={() => onRollBack(value)}>{texts.settings.rollBack}</Button>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
      <MoreRows list={list} />
    </>
  );
}
