import { useSignal } from '@qoricash/sdk/react';
import { formatMoney } from '@qoricash/sdk/money';
import { useState } from 'react';
import { SubmitPaperDocument, type ClientDocumentKind } from '../gql/graphql.ts';
import { house, labels } from '../house.ts';
import { Faults } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import type { IconName } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { Badge } from '../parts/status.tsx';
import { go } from '../navigation.ts';
import type { Known, Person } from '../state/known.ts';
import { keepPerson } from '../state/phone.ts';
import { send } from '../state/send.ts';
import { share } from '../text/amount.ts';
import { draw } from '../text/draw.ts';

/** Who the client is to the house: limit, papers, and the way out. */
export function Profile({ known: { person } }: { readonly known: Known }) {
  const leave = async () => {
    await house.sessions.signOut();
    go({ screen: 'quote' });
  };
  return (
    <div className="stack">
      <header>
        <h1>{person.fullName}</h1>
        <p className="muted">{person.documentType} <span className="mono">{person.maskedDocumentNumber}</span></p>
      </header>
      <Limit of={person.operatingLimit} />
      <Papers person={person} />
      <button type="button" className="button" onClick={() => void leave()}>Cerrar sesión</button>
    </div>
  );
}

/** How much may be exchanged, how much of it is used, and what unlocks more. */
function Limit({ of: { applies, maximum, used, left, unlock } }: { readonly of: Person['operatingLimit'] }) {
  if (!applies || !maximum) {
    return (
      <section className="card stack">
        <h2>Sin límite por documentos</h2>
        <p>Tu identidad está aprobada. Llevas <span className="figure">{formatMoney(used)}</span> en operaciones.</p>
      </section>
    );
  }
  return (
    <section className="card stack" aria-labelledby="limit">
      <h2 id="limit">Tu límite</h2>
      <p>Te quedan <strong className="figure">{formatMoney(left)}</strong> de <span className="figure">{formatMoney(maximum)}</span>.</p>
      <progress max={100} value={share(used.amount, maximum.amount)} aria-label="Límite usado" />
      <p className="small muted">Usaste <span className="figure">{formatMoney(used)}</span>.</p>
      {unlock && <p className="notice notice-info">{unlock}</p>}
    </section>
  );
}

const looks: Record<string, { readonly icon: IconName; readonly tone: string }> = {
  PENDING: { icon: 'clock', tone: 'warn' }, IN_REVIEW: { icon: 'half', tone: 'info' }, APPROVED: { icon: 'tick', tone: 'good' }, REJECTED: { icon: 'warn', tone: 'bad' },
  SUBMITTED: { icon: 'half', tone: 'info' }, ACCEPTED: { icon: 'tick', tone: 'good' },
};

const lookOf = (state: string) => looks[state] ?? { icon: 'dash' as const, tone: 'ended' };

/** The client's papers: what is asked for, what became of each, and what comes next. */
function Papers({ person: { identification, kycStatus } }: { readonly person: Person }) {
  useSignal(labels.table);
  if (!identification) return null;
  const { required, missing, documents, nextStep } = identification;
  return (
    <section className="card stack" aria-labelledby="papers">
      <div className="row"><h2 id="papers">Tus documentos</h2><Badge {...lookOf(kycStatus)}>{labels.of('KycStatus', kycStatus)}</Badge></div>
      <p>{nextStep}</p>
      <ul className="list">
        {required.map((kind) => <Paper key={kind} kind={kind} isMissing={missing.includes(kind)} found={documents.find((each) => each.kind === kind) ?? null} />)}
      </ul>
    </section>
  );
}

interface PaperProps {
  readonly kind: ClientDocumentKind;
  readonly isMissing: boolean;
  readonly found: NonNullable<Person['identification']>['documents'][number] | null;
}

function Paper({ kind, isMissing, found }: PaperProps) {
  const [file, setFile] = useState<File | null>(null);
  const act = useAct();
  const word = labels.of('ClientDocumentKind', kind);
  const submit = async () => {
    if (!file) return;
    const answer = await act.run(async (key) => {
      const sent = await send(file, 'CLIENT_DOCUMENT');
      if (!sent.ok) return { ...sent, data: null };
      const input = { kind, fileId: sent.data.id };
      return house.act(SubmitPaperDocument, { input: { idempotencyKey: key(input), ...input } });
    });
    if (!answer?.ok || !answer.data.client) return;
    keepPerson(answer.data.client, answer);
    setFile(null);
  };
  return (
    <li className="stack tight part">
      <span className="row">
        <strong>{word}</strong>
        {found ? <Badge {...lookOf(found.status)}>{labels.of('ClientDocumentStatus', found.status)}</Badge> : <Badge icon="clock" tone="warn">Falta</Badge>}
      </span>
      {found?.advice && <span className="notice notice-warn">{found.advice}</span>}
      {isMissing && (
        <>
          <Picture label="Adjuntar" file={file} onFile={setFile} sample={() => draw('documento.png', word, ['Titular inventado', house.id()])} fault={act.at('fileId')} />
          {file && <button type="button" className="button button-primary" aria-disabled={act.isBusy} onClick={() => void submit()}>{act.isBusy ? 'Enviando…' : 'Enviar'}</button>}
          <Faults of={act.besides('fileId')} />
        </>
      )}
    </li>
  );
}
