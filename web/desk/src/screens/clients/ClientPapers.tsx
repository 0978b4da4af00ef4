import { Badge, Button, Card, Dialog, done, Empty, failed, over, type State, Time, waiting } from '@qoricash/kit';
import { useState } from 'react';
import type { ClientDocumentStatus, ClientPaperFragment } from '../../gql/graphql.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ProofPicture } from '../operation/ProofPicture.tsx';
import type { ClientActing } from './Client.tsx';
import { useBlock } from './useBlock.ts';

export const paperStates: Readonly<Record<ClientDocumentStatus, State>> = { SUBMITTED: waiting, ACCEPTED: done, REJECTED: failed, REPLACED: over };

/** The papers of a client and what was said about each. A picture is asked for when it is opened, and who looks is on record. */
export function ClientPapers({ client, begin }: ClientActing) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const block = useBlock(client);
  const [shown, setShown] = useState<ClientPaperFragment | null>(null);
  const words = texts.clients.papers;
  const papers = client.identification?.documents ?? [];
  return (
    <Card title={texts.clients.tabs.papers} aside={<Button icon="plus" blocked={block('SUBMIT')} onPress={() => begin({ act: 'SUBMIT' })}>{words.send}</Button>} flush>
      <p className="client-lead">{client.identification?.nextStep}</p>
      {papers.length === 0 && <Empty icon="card">{words.none}</Empty>}
      {papers.length > 0 && (
        <div className="table-scroll">
          <table className="plain-table padded">
            <thead>
              <tr>
                <th scope="col">{words.kind}</th><th scope="col">{texts.clients.status}</th><th scope="col">{texts.clients.fact.reason}</th>
                <th scope="col">{words.sentAt}</th>
                <th scope="col">{words.reviewer}</th><th scope="col"><span className="heard">{texts.clients.acts}</span></th>
              </tr>
            </thead>
            <tbody>
              {papers.map((paper) => (
                <tr key={paper.id}>
                  <td>
                    {label('ClientDocumentKind', paper.kind)}{' '}
                    {paper.matches.length > 0 && <Badge state={{ tone: 'warn', icon: 'twins' }}>{words.alike(paper.matches.length)}</Badge>}
                  </td>
                  <td><Badge state={paperStates[paper.status]}>{label('ClientDocumentStatus', paper.status)}</Badge></td>
                  <td className="client-note">{[paper.reason && label('KycReason', paper.reason), paper.note].filter(Boolean).join('. ') || texts.clients.nothing}</td>
                  <td><Time at={paper.createdAt} /></td>
                  <td>{paper.reviewer?.name ?? texts.clients.nothing} {paper.reviewedAt && <span className="muted"><Time at={paper.reviewedAt} /></span>}</td>
                  <td><Button onPress={() => setShown(paper)}>{words.show}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown && (
        <Dialog title={`${label('ClientDocumentKind', shown.kind)} · ${client.fullName}`} onClose={() => setShown(null)} size="wide">
          <ProofPicture file={shown.file} label={label('ClientDocumentKind', shown.kind)} />
        </Dialog>
      )}
    </Card>
  );
}
