import { Badge, Card, done, Failure, secondPerson, Skeleton, type State, Time, waiting } from '@qoricash/kit';
import { useState } from 'react';
import { ParametersDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ChangeButton } from './ChangeButton.tsx';
import { ParameterDialog } from './ParameterDialog.tsx';
import { type Group, grouped, type Parameter, type Standing, standingOf, type Value } from './parameter.ts';
import { SetParameterDialog } from './SetParameterDialog.tsx';

const states: Readonly<Record<Exclude<Standing, 'first'>, State>> = { set: done, unsourced: waiting, proposed: secondPerson };

/** All parameters by part, each with what holds, since when, and its change. */
export function Parameters({ onTold }: { readonly onTold: (text: string | null) => void }) {
  const texts = useOfficeTexts();
  const { data, problem, isLoading, again } = useAsk(ParametersDocument, {}, { policy: 'network-only' });
  useDeskEvents({ onEvent: ({ __typename }) => (__typename === 'ParameterEvent' || __typename === 'ApprovalEvent') && again(), onReload: again });
  const [open, setOpen] = useState<string | null>(null);
  const [changing, setChanging] = useState<{ readonly id: string; readonly value?: Value } | null>(null);
  const parameters = data?.parameters ?? [];
  const opened = parameters.find(({ id }) => id === open);
  const changed = parameters.find(({ id }) => id === changing?.id);
  const change = (id: string, value?: Value) => {
    onTold(null);
    setOpen(null);
    setChanging({ id, ...(value && { value }) });
  };
  return (
    <div className="settings-parts">
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={12} label={texts.common.loading} />}
      {data && parameters.every((one) => standingOf(one) === 'first') && <p className="muted">{texts.settings.allFirst}</p>}
      {grouped(parameters).map(([group, own]) => <Part key={group} group={group} parameters={own} onOpen={setOpen} onChange={change} />)}
      {opened && <ParameterDialog parameter={opened} onClose={() => setOpen(null)} onChange={(value) => change(opened.id, value)} onTold={(text) => { setOpen(null); onTold(text); again(); }} />}
      {changed && (
        <SetParameterDialog
          key={changed.id}
          parameter={changed}
          start={changing?.value ?? changed.value}
          onClose={() => setChanging(null)}
          onDone={(text) => {
            setChanging(null);
            onTold(text);
            again();
          }}
        />
      )}
    </div>
  );
}

function Part({ group, parameters, onOpen, onChange }: {
  readonly group: Group;
  readonly parameters: readonly Parameter[];
  readonly onOpen: (id: string) => void;
  readonly onChange: (id: string) => void;
}) {
  const texts = useOfficeTexts();
  return (
    <Card title={texts.settings.group[group]} flush>
      <table className="plain-table padded settings-table">
        <thead>
          <tr>
            <th scope="col">{texts.settings.parameter}</th><th scope="col">{texts.settings.value}</th><th scope="col">{texts.settings.since}</th>
            <th scope="col">{texts.settings.source}</th><th scope="col"><span className="heard">{texts.settings.change}</span></th>
          </tr>
        </thead>
        <tbody>{parameters.map((parameter) => <Line key={parameter.id} parameter={parameter} onOpen={onOpen} onChange={onChange} />)}</tbody>
      </table>
    </Card>
  );
}

function Line({ parameter, onOpen, onChange }: { readonly parameter: Parameter; readonly onOpen: (id: string) => void; readonly onChange: (id: string) => void }) {
  const texts = useOfficeTexts();
  const { id, label, about, value, setting, coming, fourEyes } = parameter;
  const standing = standingOf(parameter);
  return (
    <tr>
      <td className="settings-name"><button type="button" className="link" onClick={() => onOpen(id)}>{label}</button><span className="muted small">{about}</span></td>
      <td className="settings-value">
        <strong>{value.text}</strong>
        {coming.map((one) => <span key={one.id} className="muted small">{texts.settings.coming(one.value.text)} <Time at={one.validFrom} /></span>)}
      </td>
      <td>
        {setting ? <><Time at={setting.validFrom} /> <span className="muted">{setting.setBy.name}</span></> : <span className="muted">{texts.settings.standing.first}</span>}
      </td>
      <td className="settings-source">
        {standing !== 'first' && <Badge state={states[standing]}>{texts.settings.standing[standing]}</Badge>} {setting?.source}
      </td>
      <td className="cell-end"><ChangeButton parameter={parameter} onPress={() => onChange(id)} word={fourEyes ? texts.settings.propose : texts.settings.change} /></td>
    </tr>
  );
}
