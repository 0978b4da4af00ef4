import { Badge, Button, Card, Empty, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import type { ClientPaperFragment } from '../../gql/graphql.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { paperStates } from '../clients/ClientPapers.tsx';
import { ProofPicture } from '../operation/ProofPicture.tsx';

/** The papers, one of them in sight, with its verdict or the two that may be given, and who else sent the same. */
export function PaperViewer({ papers, paper, onChoose, blocked, onJudge }: {
  readonly papers: readonly ClientPaperFragment[];
  readonly paper: ClientPaperFragment | null;
  readonly onChoose: (id: string) => void;
  /** Why a verdict cannot be given. */
  readonly blocked: (accept: boolean) => string | null;
  readonly onJudge: (accept: boolean) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.kyc;
  if (!paper) return <Card title={words.papers}><Empty icon="card">{words.noPapers}</Empty></Card>;
  return (
    <Card title={words.papers}>
      <div className="paper-choice" role="group" aria-label={words.papers}>
        {papers.map(({ id, kind, status }, place) => (
          <Button key={id} pressed={id === paper.id} shortcut={place < 9 ? String(place + 1) : undefined} onPress={() => onChoose(id)}>
            {label('ClientDocumentKind', kind)} <Badge state={paperStates[status]}>{label('ClientDocumentStatus', status)}</Badge>
          </Button>
        ))}
      </div>
      <div className="paper-picture"><ProofPicture key={paper.id} file={paper.file} label={label('ClientDocumentKind', paper.kind)} /></div>
      <p className="muted small">
        {words.sentAt} <Time at={paper.createdAt} />
        {paper.reviewer && paper.reviewedAt && <> · {words.reviewedBy(paper.reviewer.name)} <Time at={paper.reviewedAt} /></>}
        {paper.reason && <> · {label('KycReason', paper.reason)}</>}
        {paper.note && <> · «{paper.note}»</>}
      </p>
      {paper.matches.length > 0 && (
        <ul className="plain-list">
          {paper.matches.map(({ kind, distance, client }, place) => (
            <li key={place}>
              <Badge state={{ tone: 'warn', icon: 'twins' }}>{kind === 'EXACT' ? words.match.EXACT : words.match.SIMILAR(distance)}</Badge>{' '}
              {client ? <Link to="/clients/$id" params={{ id: client.id }}>{client.fullName}</Link> : words.nobody}
            </li>
          ))}
        </ul>
      )}
      <div className="button-row">
        <Button tone={blocked(true) ? 'plain' : 'primary'} shortcut="a" blocked={blocked(true)} onPress={() => onJudge(true)}>{words.accept}</Button>
        <Button tone="danger" shortcut="Shift+A" blocked={blocked(false)} onPress={() => onJudge(false)}>{words.reject}</Button>
      </div>
    </Card>
  );
}
