import { Badge, Button, Card, Dialog, DialogFoot, done, Empty, Failure, Notice, Skeleton, Time } from '@qoricash/kit';
import { useState } from 'react';
import { SessionRevokeDocument, SessionsDocument, SessionsRevokeOthersDocument } from '../../gql/graphql.ts';
import { usePlainAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useTexts } from '../../texts/texts.tsx';
import { PasswordForm } from '../sign-in/Owed.tsx';

/** Where a person is signed in, and its password. */
export default function Sessions() {
  const texts = useTexts();
  const { data, problem, isLoading, again } = useAsk(SessionsDocument, {}, { policy: 'network-only' });
  const revoke = usePlainAct(SessionRevokeDocument);
  const revokeOthers = usePlainAct(SessionsRevokeOthersDocument);
  const [isAsking, setAsking] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const sessions = data?.sessions ?? [];
  const others = sessions.filter(({ current }) => !current).length;
  const end = async (sessionId: string) => {
    if (await revoke.send({ input: { sessionId } })) again();
  };
  const endOthers = async () => {
    if (!(await revokeOthers.send({}))) return;
    setAsking(false);
    again();
  };
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.sessions}</h1>
        <span className="screen-lead">{texts.sessions.lead}</span>
        {others > 0 && <Button onPress={() => setAsking(true)}>{texts.sessions.endOthers(others)}</Button>}
      </div>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {revoke.refusals.whole && <Notice tone="bad">{revoke.refusals.whole}</Notice>}
      <Card title={texts.sessions.title} flush>
        {isLoading && <Skeleton rows={2} label={texts.common.loading} />}
        <table className="plain-table padded">
          <thead>
            <tr>
              <th scope="col">{texts.sessions.device}</th><th scope="col">{texts.sessions.address}</th><th scope="col">{texts.sessions.since}</th>
              <th scope="col">{texts.sessions.last}</th><th scope="col"><span className="heard">{texts.sessions.end}</span></th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ id, device, address, createdAt, seenAt, current }) => (
              <tr key={id}>
                <td>{device} {current && <Badge state={done}>{texts.sessions.current}</Badge>}</td>
                <td><code>{address}</code></td>
                <td><Time at={createdAt} /></td>
                <td><Time at={seenAt} /></td>
                <td className="cell-end">{!current && <Button onPress={() => void end(id)} busy={revoke.isBusy && texts.sessions.ending}>{texts.sessions.end}</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {data && others === 0 && <Empty icon="key">{texts.sessions.empty}</Empty>}
      </Card>
      <div className="narrow">
        <Card title={texts.sessions.password}>
          {isChanged && <Notice tone="good" role="status">{texts.sessions.changed}</Notice>}
          <PasswordForm onDone={() => { setChanged(true); again(); }} />
        </Card>
      </div>
      {isAsking && (
        <Dialog title={texts.sessions.endOthers(others)} onClose={() => setAsking(false)} alert>
          <p>{texts.sessions.endOthersAsk(others)}</p>
          {revokeOthers.refusals.whole && <Notice tone="bad">{revokeOthers.refusals.whole}</Notice>}
          <DialogFoot>
            <Button autoFocus onPress={() => setAsking(false)}>{texts.common.back}</Button>
            <Button tone="danger" busy={revokeOthers.isBusy && texts.sessions.ending} onPress={() => void endOthers()}>{texts.sessions.endOthers(others)}</Button>
          </DialogFoot>
        </Dialog>
      )}
    </div>
  );
}
